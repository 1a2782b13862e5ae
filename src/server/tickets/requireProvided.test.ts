import { expect } from 'vitest';
import { previewResponseSchema } from '../../contract/responses/ticketResponses';
import { test } from '../../testing/fixtures';

test.for<[string, string]>([
  ['/report/reporting_tickets?clock=working', 'clock'],
  ['/report/reporting_tickets/file?clock=working', 'clock'],
  ['/report/reporting_tickets?groupBy=workingSecondsToClose', 'groupBy'],
  ['/report/reporting_tickets/values?column=workingSecondsToClose', 'column'],
  ['/export/reporting_tickets/preview?columns=id,workingAgainstDeadline', 'columns'],
  ['/export/reporting_tickets/preview?orderByField=workingAgainstDeadline', 'orderByField'],
  ['/export/reporting_tickets?format=csv&columns=workingSecondsToClose', 'columns'],
  [
    '/export/reporting_tickets/preview?filters[0][key]=workingSecondsToClose&filters[0][comparator]=isEmpty',
    'filters[0][key]',
  ],
])('without working hours %s is refused', async ([path, parameter], { server }) => {
  const answer = await server.call(path);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({ error: { code: 'badRequest', parameter } });
});

test('without working hours nobody is offered filters on it', async ({ server }) => {
  const answer = previewResponseSchema.parse(await (await server.call('/export/reporting_tickets/preview')).json());
  expect(answer.availableFilters.map(({ key }) => key)).not.toContain('workingSecondsToClose');
});

test('where nobody knows in which field a subject stands it is refused, and nobody is offered filters on it', async ({
  server,
}) => {
  const refused = await server.call('/export/reporting_tickets/preview?columns=id,subject');
  expect(refused.status).toBe(400);
  expect(await refused.json()).toMatchObject({ error: { code: 'badRequest', parameter: 'columns' } });
  const answer = previewResponseSchema.parse(await (await server.call('/export/reporting_tickets/preview')).json());
  expect(answer.availableFilters.map(({ key }) => key)).not.toContain('subject');
});
