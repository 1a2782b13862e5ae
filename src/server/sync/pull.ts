import { z } from 'zod';
import { STORED_COLUMN_IDS, type StoredColumnId } from '../../contract/columns/columns';
import { askAgain, type Patience } from './askAgain';
import { askUpstream, TooLongAnswer, type Upstream } from './askUpstream';
import {
  GREATEST_ID,
  idsFrom,
  type Marks,
  marksSchema,
  newestRequest,
  TIME_FIELDS,
  timeMark,
  timesFrom,
} from './marks';
import { MAX_PAGE_ROWS, type PageRequest, pageQuery, type TimeField } from './pageRequest';
import { type Position, positionAfter, positionSchema, requestAt } from './position';
import { readAnswer, type UpstreamRow } from './readAnswer';
import { hasAlwaysBeen, sentColumnsSchema, withRows } from './sentColumns';
import { SyncError } from './syncError';

/** How far a run has come: durable after every page. */
export const progressSchema = z.object({
  /** The upstream's newest times before the first page was read. */
  marks: marksSchema,
  /** Passes that are left, the one under way first; none when everything is read. */
  passes: z.array(positionSchema),
  /** Null until a row has come. */
  sent: sentColumnsSchema.nullable().default(null),
});
export type Progress = z.infer<typeof progressSchema>;

export interface PullOptions extends Patience {
  upstream: Upstream;
  /** Wall time here. */
  now: string;
  /** Columns that the upstream may leave out, because nobody sees them here either. */
  optional: readonly StoredColumnId[];
  /** Where to go on; without it a run begins. */
  progress?: Progress;
  /** What a beginning run follows on from; null reads everything. */
  since: Marks | null;
  /** Rows of a page; smaller in tests. */
  pageRows?: number;
}

export interface Pulled {
  rows: UpstreamRow[];
  progress: Progress;
}

/**
 * Reads tickets page by page. A whole run goes through all ids and then through what changed meanwhile; a later
 * one through what was modified and what was created since, and through ids that were not there before. The
 * same ticket can come several times, and the last one counts.
 * @throws SyncError
 */
export async function* pull(options: PullOptions): AsyncGenerator<Pulled> {
  const ask = asker(options);
  let limit = options.pageRows ?? MAX_PAGE_ROWS;
  let progress = options.progress ?? (await begin(options, ask));
  if (options.progress === undefined) yield { rows: [], progress };
  for (;;) {
    const [position, ...later] = progress.passes;
    if (position === undefined) return;
    const rows = await ask(requestAt(position, limit)).catch((error: unknown) => {
      if (!(error instanceof TooLongAnswer)) throw error;
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

type Ask = (request: PageRequest) => Promise<UpstreamRow[]>;

function asker({ upstream, optional, ...patience }: PullOptions): Ask {
  const needed = STORED_COLUMN_IDS.filter((id) => !optional.includes(id) && hasAlwaysBeen(id));
  return (request) =>
    askAgain(async () => {
      const body = await askUpstream(upstream, pageQuery(request), patience.signal);
      return readAnswer(body, request, needed);
    }, patience);
}

async function begin({ since, now }: PullOptions, ask: Ask): Promise<Progress> {
  const mark = async (by: TimeField) => timeMark((await ask(newestRequest(by, now)))[0], by);
  const marks = {
    modifiedAt: await mark('modifiedAt'),
    createdAt: await mark('createdAt'),
    id: (await ask(GREATEST_ID))[0]?.id ?? 0,
  };
  const ids: Position = { by: 'id', next: since === null ? 0 : idsFrom(since.id) };
  const changed = TIME_FIELDS.map((by): Position => ({ by, from: timesFrom((since ?? marks)[by]) }));
  return { marks, passes: [ids, ...changed], sent: null };
}
