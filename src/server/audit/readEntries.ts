import { z } from 'zod';
import { type AuditEntry, type AuditList, auditEntrySchema } from '../../contract/responses/auditResponses';
import type { StateQuery, StateValue } from '../state/stateStore';

/** Which entries; without any of these all. */
export interface AuditFilter {
  /** Part of a user's id or email address, whatever the case. */
  user?: string | undefined;
  /** Joined by commas, as `column`. */
  kind?: string | undefined;
  column?: string | undefined;
  /** Days in `timeZone`, both included. */
  from?: string | undefined;
  to?: string | undefined;
  timeZone: string;
}

const rowSchema = z
  .object({
    id: z.coerce.number(),
    at: z.date().transform((at) => at.toISOString()),
    user_id: z.string().nullable(),
    email: z.string().nullable(),
    chosen_by: z.array(z.string()).nullable(),
    rows: z.coerce.number().nullable(),
    ...auditEntrySchema.pick({
      kind: true,
      detail: true,
      query: true,
      columns: true,
      level: true,
      address: true,
      program: true,
      times: true,
    }).shape,
  })
  .transform(
    ({ user_id: userId, email: userEmail, chosen_by: chosenBy, ...rest }): AuditEntry => ({
      ...rest,
      userId,
      userEmail,
      chosenBy,
    }),
  );

const SELECTED =
  'id, at, kind, user_id, email, detail, query, columns, chosen_by, rows, level, address, program, times';

export interface AuditPage {
  limit: number;
  /** The id of the entry that they follow. */
  before?: number | undefined;
}

/**
 * How many entries one statement looks through. The embedded store answers nothing else meanwhile, and whoever looks for
 * what did not happen looks through them all: a million in one statement take seconds, and these 25 ms.
 */
const SLICE = 5000;

/** Where an entry stands among the others, its time as text: a Date would cut it off. */
const placeSchema = z.object({ at: z.string(), id: z.coerce.number() });
type Place = z.output<typeof placeSchema>;

/** Newest first. @throws AbortError once the signal is aborted. */
export async function readEntries(
  store: StateQuery,
  filter: AuditFilter,
  { limit, before }: AuditPage,
  signal?: AbortSignal,
): Promise<AuditList> {
  const found: AuditEntry[] = [];
  let from = await firstPlace(store, filter, before);
  do {
    signal?.throwIfAborted();
    const to = await endOfSlice(store, filter, from);
    found.push(...(await readSlice(store, filter, { from, to, limit: limit + 1 - found.length })));
    from = to;
  } while (from !== undefined && found.length <= limit);
  const entries = found.slice(0, limit);
  return { entries, next: found.length > limit ? (entries.at(-1)?.id ?? null) : null };
}

/**
 * Behind which the entries stand: the end of the last day, or the entry with the id (of the one before it when it is not
 * there any more), whichever is older.
 */
async function firstPlace(
  store: StateQuery,
  { to, timeZone }: AuditFilter,
  before: number | undefined,
): Promise<Place | undefined> {
  if (before === undefined && to === undefined) return undefined;
  const { values, bind } = binding();
  const id = `${bind(before ?? null)}::bigint`;
  const entry = `(SELECT at FROM audit WHERE audit.id <= ${id} ORDER BY audit.id DESC LIMIT 1)`;
  const text = `SELECT least(entry, day)::text AS at, CASE WHEN entry < day THEN ${id} ELSE 0 END AS id
    FROM (SELECT CASE WHEN ${id} IS NULL THEN 'infinity' ELSE coalesce(${entry}, '-infinity') END AS entry,
      ${to === undefined ? "'infinity'::timestamptz" : midnight(to, 1, timeZone, bind)} AS day) AS ends`;
  return store.row(placeSchema, text, values);
}

/** Undefined when no more than a slice is left. */
function endOfSlice(store: StateQuery, filter: AuditFilter, from: Place | undefined): Promise<Place | undefined> {
  const { values, bind } = binding();
  const where = between({ from, to: undefined }, filter, bind);
  const text = `SELECT at::text, id FROM audit WHERE ${where} ORDER BY audit.at DESC, id DESC OFFSET ${SLICE - 1} LIMIT 1`;
  return store.row(placeSchema, text, values);
}

/** The entries behind `from`, and down to `to`. */
interface Slice {
  from: Place | undefined;
  to: Place | undefined;
}

function readSlice(
  store: StateQuery,
  filter: AuditFilter,
  { limit, ...slice }: Slice & { limit: number },
): Promise<AuditEntry[]> {
  const { values, bind } = binding();
  const where = [between(slice, filter, bind), ...choice(filter, bind)].join(' AND ');
  const text = `SELECT ${SELECTED} FROM audit WHERE ${where} ORDER BY at DESC, id DESC LIMIT ${bind(limit)}`;
  return store.rows(rowSchema, text, values);
}

type Bind = (value: StateValue) => string;

/** Values of a statement, and what gives each its name in the text. */
function binding(): { values: StateValue[]; bind: Bind } {
  const values: StateValue[] = [];
  return { values, bind: (value) => `$${values.push(value)}` };
}

/**
 * One bound at each end, and both of them places: of two the store may begin at the farther one, and between two times,
 * of which it does not know how many entries they have, it would sort where it can go along the index.
 */
function between({ from, to }: Slice, filter: AuditFilter, bind: Bind): string {
  const place = ({ at, id }: Place) => `(${bind(at)}::timestamptz, ${bind(id)}::bigint)`;
  const conditions = ['true'];
  if (from !== undefined) conditions.push(`(at, id) < ${place(from)}`);
  if (to !== undefined) conditions.push(`(at, id) >= ${place(to)}`);
  else if (filter.from !== undefined)
    conditions.push(`(at, id) >= (${midnight(filter.from, 0, filter.timeZone, bind)}, 0::bigint)`);
  return conditions.join(' AND ');
}

/** The instant of a day's beginning, or of another's so many days later. */
function midnight(day: string, later: number, timeZone: string, bind: Bind): string {
  return `((${bind(day)}::date + ${later})::timestamp AT TIME ZONE ${bind(timeZone)}::text)`;
}

/** By what entries are looked through. */
function choice({ user = '', kind, column }: AuditFilter, bind: Bind): string[] {
  const list = (text: string) => `${bind(text.split(','))}::text[]`;
  return [
    ...(user === '' ? [] : [inUser(`${bind(user)}::text`)]),
    ...(kind === undefined ? [] : [`kind = ANY(${list(kind)})`]),
    ...(column === undefined ? [] : [inColumns(list(column))]),
  ];
}

function inUser(words: string): string {
  return `position(lower(${words}) in lower(concat_ws(' ', user_id, email))) > 0`;
}

/** Whoever chooses tickets by an agent learns of the agent, whatever the file holds. */
function inColumns(names: string): string {
  return `(columns && ${names} OR chosen_by && ${names})`;
}
