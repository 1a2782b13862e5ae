import { expect } from 'vitest';
import { reportResponseSchema } from '../../contract/responses/reportResponse';
import { previewResponseSchema } from '../../contract/responses/ticketResponses';
import { test } from '../../testing/fixtures';

test('a closing after the server’s clock is told, whatever moment a request names', async ({ server }) => {
  const createdAt = '2018-01-01 00:00:00';
  const closings = ['2018-06-01 00:00:00', '2020-01-01 00:00:00', '2290-01-01 00:00:00', null];
  await server.insert(closings.map((closedAt, id) => ({ id, createdAt, closedAt })));
  const check = 'filters[0][key]=dataCheck&filters[0][comparator]=%3D&filters[0][value]=closedInFuture';
  for (const asOf of ['', '&asOf=2019-01-01 00:00:00']) {
    const report = await server.call(`/report/reporting_tickets?groupBy=topic${asOf}`);
    expect(reportResponseSchema.parse(await report.json()).dataChecks.closedInFuture, asOf).toBe(1);
    const rows = await server.call(`/export/reporting_tickets/preview?${check}${asOf}`);
    expect(previewResponseSchema.parse(await rows.json()).data.map(({ id }) => id)).toEqual([2]);
  }
});
