import type { ExportJob, JobState } from '../../contract/answers';
import { ApiError } from '../../contract/errors';
import { queryInWords } from '../../contract/filterWords';
import { parseExportRequest } from '../../contract/requests';

export const STATE_WORDS: Record<JobState, string> = {
  queued: 'waiting',
  running: 'being made',
  sent: 'sent',
  failed: 'failed',
  cancelled: 'cancelled',
};

const HEADLINE: Record<JobState, (email: string) => string> = {
  queued: (email) => `Will be sent to your email: ${email}`,
  running: (email) => `Will be sent to your email: ${email}`,
  sent: (email) => `Sent to your email: ${email}`,
  failed: () => 'Export failed',
  cancelled: () => 'Cancelled',
};

/** Where an export is, in a sentence. */
export function jobHeadline({ state, deliverTo }: Pick<ExportJob, 'state' | 'deliverTo'>): string {
  return HEADLINE[state](deliverTo);
}

/** What a job holds; its own query, so whatever it names was visible when it was requested. */
export function jobQueryInWords({ query, format }: Pick<ExportJob, 'query' | 'format'>): string {
  if (query === null) return '';
  try {
    return queryInWords(parseExportRequest(query, { level: 'full', permissions: [] }, format).query.filters);
  } catch (error) {
    if (error instanceof ApiError) return '';
    throw error;
  }
}
