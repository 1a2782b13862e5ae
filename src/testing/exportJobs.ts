import { expect, vi } from 'vitest';
import {
  type ExportJob,
  exportJobSchema,
  type QueuedResponse,
  queuedResponseSchema,
} from '../contract/responses/exportResponses';
import type { RetryPolicy } from '../server/exports/jobs/retryPolicy';
import type { TestBackend } from './testBackend';

/** Without delays between tries, and without sweeps during a test. */
export const FAST_RETRY_POLICY: RetryPolicy = {
  leaseSeconds: 20,
  makeDelays: [0.05, 0.05],
  mailDelays: [0.1],
  mailSeconds: 3600,
  deliverySeconds: 60,
  recordDelay: 0.05,
  sweepSeconds: 3600,
};

/** Requests an export that is queued. @param query of /export/reporting_tickets. */
export async function queueExport(server: TestBackend, query: string): Promise<QueuedResponse> {
  const response = await server.call(`/export/reporting_tickets?${query}`);
  expect(response.status).toBe(202);
  return queuedResponseSchema.parse(await response.json());
}

export async function jobOf(server: TestBackend, id: string): Promise<ExportJob> {
  return exportJobSchema.parse(await (await server.call(`/export/jobs/${id}`)).json());
}

/** Waits until the worker has brought the job into the wanted state. @param timeout in milliseconds. */
export async function untilJob(
  server: TestBackend,
  id: string,
  wanted: Partial<ExportJob>,
  timeout = 20_000,
): Promise<ExportJob> {
  return vi.waitFor(
    async () => {
      const job = await jobOf(server, id);
      expect(job).toMatchObject(wanted);
      return job;
    },
    { timeout, interval: 50 },
  );
}
