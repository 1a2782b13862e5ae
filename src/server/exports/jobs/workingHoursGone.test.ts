import { expect, test } from 'vitest';
import { FAST_RETRY_POLICY, jobOf, queueExport, untilJob } from '../../../testing/exportJobs';
import { openTestBackend } from '../../../testing/testBackend';
import { randomTickets } from '../../../testing/ticketFactory';
import { ExportService } from './exportService';

test('an export in working time that a server makes which has none any more fails in words', async ({
  onTestFinished,
}) => {
  const server = await openTestBackend({ EXPORT_SYNC_ROWS_TEXT: '0', REPORTING_WORKING_HOURS: 'Mo-Fr 08:00-18:00' });
  onTestFinished(() => server.close());
  await server.insert(randomTickets(3, 20));
  await server.backend.exports.stop();
  const { jobId } = await queueExport(server, 'format=csv&columns=id,workingSecondsToClose');
  server.backend.config.workingHours = null;
  server.backend.exports = await ExportService.start(server.backend, FAST_RETRY_POLICY);
  await untilJob(server, jobId, { state: 'failed' });
  expect((await jobOf(server, jobId)).error).toContain('no working hours (REPORTING_WORKING_HOURS)');
});
