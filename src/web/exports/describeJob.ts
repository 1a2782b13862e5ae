import { ApiError } from '../../contract/errors';
import { formatTickets, formatTime } from '../../contract/format/format';
import { formatCount } from '../../contract/format/numbers';
import { parseExportRequest } from '../../contract/query/requests';
import type { ExportJob } from '../../contract/responses/exportResponses';
import { describeExport } from '../../contract/sentences/describeExport';
import { wallTimeIn } from '../../contract/time/wallTime';

/** Finer than the state of an export: a finished file can be downloaded even when its mail fails. */
export type JobPhase =
  | 'waiting'
  | 'making'
  | 'mailing'
  | 'mailLate'
  | 'sent'
  /** The mail is a file in the local outbox, since no mail server is set up. */
  | 'inOutbox'
  | 'mailFailed'
  | 'failed'
  | 'cancelled';

export const PHASE_LABEL: Record<JobPhase, string> = {
  waiting: 'waiting',
  making: 'being made',
  mailing: 'being mailed',
  mailLate: 'ready, mail is late',
  sent: 'sent',
  inOutbox: 'in the outbox',
  mailFailed: 'ready, not mailed',
  failed: 'failed',
  cancelled: 'cancelled',
};

type Delivery = Pick<ExportJob, 'state' | 'hasFile' | 'mailError' | 'mailedBy'>;

export function phaseOf(job: Delivery): JobPhase {
  if (job.state === 'sent') return job.mailedBy === 'outbox' ? 'inOutbox' : 'sent';
  if (job.state === 'running' && job.hasFile) return job.mailError === null ? 'mailing' : 'mailLate';
  if (job.state === 'failed' && job.hasFile) return 'mailFailed';
  if (job.state === 'queued') return 'waiting';
  return job.state === 'running' ? 'making' : job.state;
}

const HEADLINE: Record<JobPhase, (email: string) => string> = {
  waiting: (email) => `Will be sent to your email: ${email}`,
  making: (email) => `Will be sent to your email: ${email}`,
  mailing: (email) => `Will be sent to your email: ${email}`,
  mailLate: (email) => `Will be sent to your email: ${email}`,
  sent: (email) => `Sent to your email: ${email}`,
  inOutbox: (email) => `Sent to your email: ${email} – kept in the local outbox, since no mail server is set up`,
  mailFailed: (email) => `Could not be sent to your email: ${email}`,
  failed: () => 'Export failed',
  cancelled: () => 'Cancelled',
};

/** One sentence on the phase of an export. */
export function formatHeadline(job: Delivery & Pick<ExportJob, 'deliverTo'>): string {
  return HEADLINE[phaseOf(job)](job.deliverTo);
}

/** What an export is: "xlsx, Topic is Complaint, 134 tickets". */
export function formatTitle(job: ExportJob): string {
  const words = job.problem === null && job.query !== null ? describeJobQuery(job) : '';
  return [job.format ?? 'Export', words, formatJobRows(job)].filter((part) => part !== '').join(', ');
}

/** What became of it, beside its title. */
export function formatOutcome(job: ExportJob): string {
  if (job.delivery === 'download') return 'Downloaded, and not kept as a file';
  if (phaseOf(job) !== 'inOutbox') return formatHeadline(job);
  return `Not mailed: no mail server is set up${job.hasFile ? ', the file waits here' : ''}`;
}

/** What went wrong and what happens next; undefined when nothing did. */
export function describeProblem(
  job: Delivery & Pick<ExportJob, 'error' | 'nextTryAt'>,
  timeZone: string,
): string | undefined {
  const next = job.nextTryAt === null ? '' : ` Next try at ${formatTimeOfDay(job.nextTryAt, timeZone)}.`;
  switch (phaseOf(job)) {
    case 'mailLate':
      return `The file is ready and can be downloaded. ${job.mailError}.${next}`;
    case 'mailFailed':
      return `${job.error}. The file is ready and can be downloaded.`;
    case 'waiting':
      return job.error === null ? undefined : `${job.error}.${next}`;
    default:
      return job.error ?? undefined;
  }
}

function formatTimeOfDay(instant: string, timeZone: string): string {
  return wallTimeIn(timeZone, new Date(instant)).slice(11, 19);
}

/** Rows of the file, or how many of them are written. */
export function formatJobRows({ state, rows, progress, rowsRequested, problem }: ExportJob): string {
  if (rows !== null) return formatTickets(rows);
  if (rowsRequested === null) {
    return problem === null ? 'number of tickets not available to you' : 'number of tickets not known';
  }
  if (state !== 'running' || progress === null || progress === 0) return formatTickets(rowsRequested);
  return `${formatCount(progress)} of ${formatTickets(rowsRequested)}`;
}

/** An instant as wall time of the instance. */
export function formatInstant(instant: string, timeZone: string): string {
  return formatTime(wallTimeIn(timeZone, new Date(instant)));
}

/** The query of a job, unless it names columns that are now hidden from the viewer. */
export function describeJobQuery({ query, format, problem }: Pick<ExportJob, 'query' | 'format' | 'problem'>): string {
  if (problem !== null) return `This export ${problem}.`;
  if (query === null || format === null) return 'Holds, or was chosen by, columns that are not available to you.';
  try {
    return describeExport(parseExportRequest(query, { level: 'full', permissions: [] }, format));
  } catch (error) {
    if (error instanceof ApiError) return '';
    throw error;
  }
}
