import { z } from 'zod';
import { STORED_COLUMN_IDS, type StoredColumnId } from '../../contract/columns/columns';
import { MAX_PAGE_ROWS, type PageRequest, pageQuery, type TimeField } from './pageRequest';
import { parsePage, type UpstreamRow } from './parsePage';
import { type Position, positionAfter, positionSchema, requestAt } from './position';
import { ResponseTooLong, requestUpstream, type Upstream } from './requestUpstream';
import { type RetryOptions, withRetries } from './retry';
import { hasAlwaysBeen, sentColumnsSchema, withRows } from './sentColumns';
import { SyncError } from './syncError';
import {
  GREATEST_ID,
  idsFrom,
  newestRequest,
  TIME_FIELDS,
  timesFrom,
  timeWatermark,
  type Watermarks,
  watermarksSchema,
} from './watermarks';

/** The progress of a run, stored after every page. */
export const progressSchema = z.object({
  /** The watermarks before the first page, stored under this name. */
  marks: watermarksSchema,
  /** Remaining passes, the current one first; empty at the end. */
  passes: z.array(positionSchema),
  /** Null until a row has come. */
  sent: sentColumnsSchema.nullable().default(null),
});
export type Progress = z.infer<typeof progressSchema>;

export interface PullOptions extends RetryOptions {
  upstream: Upstream;
  /** Wall time of this server. */
  now: string;
  /** Columns that the upstream may leave out, since they are hidden from everybody here. */
  optional: readonly StoredColumnId[];
  /** Of the run to resume; without it a new run begins. */
  progress?: Progress;
  /** Start of an incremental run; null for a whole one. */
  since: Watermarks | null;
  /** Rows of a page; smaller in tests. */
  pageRows?: number;
}

export interface Pulled {
  rows: UpstreamRow[];
  progress: Progress;
}

/**
 * Reads tickets page by page. A whole run reads all ids and then what changed meanwhile; an incremental one reads
 * new ids and what was modified or created since the watermarks. A ticket can be read several times, and the last
 * one counts.
 * @throws SyncError
 */
export async function* pull(options: PullOptions): AsyncGenerator<Pulled> {
  const fetchPage = pageFetcher(options);
  let limit = options.pageRows ?? MAX_PAGE_ROWS;
  let progress = options.progress ?? (await begin(options, fetchPage));
  if (options.progress === undefined) yield { rows: [], progress };
  for (;;) {
    const [position, ...later] = progress.passes;
    if (position === undefined) return;
    const rows = await fetchPage(requestAt(position, limit)).catch((error: unknown) => {
      if (!(error instanceof ResponseTooLong)) throw error;
      if (limit === 1) throw new SyncError('A ticket of the upstream is too long to be read');
      return undefined;
    });
    if (rows === undefined) {
      limit = Math.ceil(limit / 2);
      continue;
    }
    const next = positionAfter(position, rows, limit);
    const passes = next === undefined ? later : [next, ...later];
    progress = { ...progress, passes, sent: withRows(progress.sent, rows) };
    yield { rows, progress };
  }
}

type FetchPage = (request: PageRequest) => Promise<UpstreamRow[]>;

function pageFetcher({ upstream, optional, ...retryOptions }: PullOptions): FetchPage {
  const required = STORED_COLUMN_IDS.filter((id) => !optional.includes(id) && hasAlwaysBeen(id));
  return (request) =>
    withRetries(async () => {
      const body = await requestUpstream(upstream, pageQuery(request), retryOptions.signal);
      return parsePage(body, request, required);
    }, retryOptions);
}

async function begin({ since, now }: PullOptions, fetchPage: FetchPage): Promise<Progress> {
  const watermark = async (by: TimeField) => timeWatermark((await fetchPage(newestRequest(by, now)))[0], by);
  const watermarks = {
    modifiedAt: await watermark('modifiedAt'),
    createdAt: await watermark('createdAt'),
    id: (await fetchPage(GREATEST_ID))[0]?.id ?? 0,
  };
  const ids: Position = { by: 'id', next: since === null ? 0 : idsFrom(since.id) };
  const changed = TIME_FIELDS.map((by): Position => ({ by, from: timesFrom((since ?? watermarks)[by]) }));
  return { marks: watermarks, passes: [ids, ...changed], sent: null };
}
