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

/** Newest first. @param before the id of the entry that they follow. */
export async function readEntries(
  store: StateQuery,
  filter: AuditFilter,
  { limit, before }: { limit: number; before?: number | undefined },
): Promise<AuditList> {
  const values: StateValue[] = [];
  const bind = (value: StateValue) => `$${values.push(value)}`;
  const where = [...conditions(filter, bind), ...(before === undefined ? [] : [`id < ${bind(before)}`])];
  const text = `SELECT ${SELECTED} FROM audit WHERE ${['true', ...where].join(' AND ')}
    ORDER BY id DESC LIMIT ${bind(limit + 1)}`;
  const found = await store.rows(rowSchema, text, values);
  const entries = found.slice(0, limit);
  return { entries, next: found.length > limit ? (entries.at(-1)?.id ?? null) : null };
}

function conditions(filter: AuditFilter, bind: (value: StateValue) => string): string[] {
  const { user = '', kind, column, from, to, timeZone } = filter;
  const list = (text: string) => `${bind(text.split(','))}::text[]`;
  /** The instant of a day's beginning, or of another's so many days later. */
  const midnight = (day: string, later = 0) =>
    `(${bind(day)}::date + ${later})::timestamp AT TIME ZONE ${bind(timeZone)}::text`;
  return [
    user === '' ? [] : [inUser(`${bind(user)}::text`)],
    kind === undefined ? [] : [`kind = ANY(${list(kind)})`],
    column === undefined ? [] : [inColumns(list(column))],
    from === undefined ? [] : [`at >= ${midnight(from)}`],
    to === undefined ? [] : [`at < ${midnight(to, 1)}`],
  ].flat();
}

function inUser(words: string): string {
  return `position(lower(${words}) in lower(concat_ws(' ', user_id, email))) > 0`;
}

/** Whoever chooses tickets by an agent learns of the agent, whatever the file holds. */
function inColumns(names: string): string {
  return `(columns && ${names} OR chosen_by && ${names})`;
}
