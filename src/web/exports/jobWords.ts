import type { ExportJob, JobState } from '../../contract/answers';
import { ApiError } from '../../contract/errors';
import { queryInWords } from '../../contract/filterWords';
import { parseExportRequest } from '../../contract/requests';

const HEADLINE: Record<JobState, (email: string) => string> = {
  queued: (email) => `Waiting; will be sent to your email: ${email}`,
  running: (email) => `Being made; will be sent to your email: ${email}`,
  sent: (email) => `Sent to your email: ${email}`,
  failed: () => 'Failed',
  cancelled: () => 'Cancelled',
};

/** Where an export is, in a sentence. */
export function jobHeadline({ state, deliverTo }: Pick<ExportJob, 'state' | 'deliverTo'>): string {
  return HEADLINE[state](deliverTo);
}

/** What a job holds; its own query, so whatever it names was visible when it was requested. */
export function jobQueryInWords({ query, format }: ExportJob): string {
  try {
    return queryInWords(parseExportRequest(query, { level: 'full', permissions: [] }, format).query.filters);
  } catch (error) {
    if (error instanceof ApiError) return '';
    throw error;
  }
}
