import { ApiError } from '../../contract/errors';
import { formatTickets, formatTime } from '../../contract/format/format';
import { parseExportRequest } from '../../contract/query/requests';
import type { ExportJob } from '../../contract/responses/exportResponses';
import { describeExport } from '../../contract/sentences/describeExport';
import { serverWords } from '../../contract/texts/serverWords';
import { say } from '../../contract/texts/texts';
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

type Delivery = Pick<ExportJob, 'state' | 'hasFile' | 'mailError' | 'mailedBy'>;

export function phaseOf(job: Delivery): JobPhase {
  if (job.state === 'sent') return job.mailedBy === 'outbox' ? 'inOutbox' : 'sent';
  if (job.state === 'running' && job.hasFile) return job.mailError === null ? 'mailing' : 'mailLate';
  if (job.state === 'failed' && job.hasFile) return 'mailFailed';
  if (job.state === 'queued') return 'waiting';
  return job.state === 'running' ? 'making' : job.state;
}

const HEADLINE = {
  waiting: 'jobs.headline.willBeSent',
  making: 'jobs.headline.willBeSent',
  mailing: 'jobs.headline.willBeSent',
  mailLate: 'jobs.headline.willBeSent',
  sent: 'jobs.headline.sent',
  inOutbox: 'jobs.headline.inOutbox',
  mailFailed: 'jobs.headline.mailFailed',
  failed: 'jobs.headline.failed',
  cancelled: 'jobs.headline.cancelled',
} as const satisfies Record<JobPhase, string>;

/** One sentence on the phase of an export. */
export function formatHeadline(job: Delivery & Pick<ExportJob, 'deliverTo'>): string {
  return say(HEADLINE[phaseOf(job)], { email: job.deliverTo });
}

/** What an export is: "xlsx, Topic is Complaint, 134 tickets". */
export function formatTitle(job: ExportJob): string {
  const words = job.problem === null && job.query !== null ? describeJobQuery(job) : '';
  return [job.format ?? say('jobs.export'), words, formatJobRows(job)].filter((part) => part !== '').join(', ');
}

/** What became of it, beside its title. */
export function formatOutcome(job: ExportJob): string {
  if (job.delivery === 'download') return say('jobs.outcome.downloaded');
  if (phaseOf(job) !== 'inOutbox') return formatHeadline(job);
  return say(job.hasFile ? 'jobs.outcome.waitsHere' : 'jobs.outcome.notMailed');
}

/** What went wrong and what happens next; undefined when nothing did. */
export function describeProblem(
  job: Delivery & Pick<ExportJob, 'error' | 'nextTryAt'>,
  timeZone: string,
): string | undefined {
  const next = job.nextTryAt === null ? '' : say('jobs.nextTry', { time: formatTimeOfDay(job.nextTryAt, timeZone) });
  switch (phaseOf(job)) {
    case 'mailLate':
      return `${say('jobs.ready')} ${serverWords(job.mailError ?? '')}.${next}`;
    case 'mailFailed':
      return `${serverWords(job.error ?? '')}. ${say('jobs.ready')}`;
    case 'waiting':
      return job.error === null ? undefined : `${serverWords(job.error)}.${next}`;
    default:
      return job.error === null ? undefined : serverWords(job.error);
  }
}

function formatTimeOfDay(instant: string, timeZone: string): string {
  return wallTimeIn(timeZone, new Date(instant)).slice(11, 19);
}

/** Rows of the file, or how many of them are written. */
export function formatJobRows({ state, rows, progress, rowsRequested, problem }: ExportJob): string {
  if (rows !== null) return formatTickets(rows);
  if (rowsRequested === null) {
    return say(problem === null ? 'jobs.rows.notAvailable' : 'jobs.rows.notKnown');
  }
  if (state !== 'running' || progress === null || progress === 0) return formatTickets(rowsRequested);
  return say('jobs.rows.progress', { done: progress, tickets: formatTickets(rowsRequested) });
}

/** An instant as wall time of the instance. */
export function formatInstant(instant: string, timeZone: string): string {
  return formatTime(wallTimeIn(timeZone, new Date(instant)));
}

/** The query of a job, unless it names columns that are now hidden from the viewer. */
export function describeJobQuery({ query, format, problem }: Pick<ExportJob, 'query' | 'format' | 'problem'>): string {
  if (problem !== null) return say('jobs.problem', { problem: serverWords(problem) });
  if (query === null || format === null) return say('jobs.hiddenColumns');
  try {
    return describeExport(parseExportRequest(query, { level: 'full', permissions: [] }, format));
  } catch (error) {
    if (error instanceof ApiError) return '';
    throw error;
  }
}
