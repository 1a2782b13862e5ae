import { typeChange } from './columnType';
import type { StoredTable } from './storedTable';
import { commentText } from './tableComment';
import { schemaNumber, type TicketSchema } from './ticketSchema';
import { columnText, indexTexts, sqlTypeOf } from './ticketTable';

/** What brings a stored ticket table to a schema; either way it is one step, which is done or not. */
export type UpgradePlan =
  | { kind: 'none' }
  /** Metadata alone: no row is written. `commands` are those of one ALTER TABLE; `kept` as below, where there is none. */
  | { kind: 'alter'; commands: readonly string[]; kept: readonly string[]; words: string }
  /** The rows go into a new table, whose columns of these names (`kept`) the stored one has as well. */
  | { kind: 'rewrite'; kept: readonly string[]; words: string };

/** The folder stays as it is: what it holds cannot be brought to what this version wants. */
export class TicketsRefused extends Error {}

/** @throws TicketsRefused that says everything that is in the way. */
export function planUpgrade(stored: StoredTable, schema: TicketSchema): UpgradePlan {
  const number = schemaNumber(schema);
  if (stored.schema > number) {
    throw newerVersion(`its ticket table has schema ${stored.schema}, and this version knows ${number}`);
  }
  const pending = schema.migrations.filter((each) => each.schema > stored.schema);
  const leaving = pending.flatMap(({ leaves = [] }) => leaves);
  requireKnown(stored, schema, leaving);
  const changes = changesOf(stored, schema);
  const words = [...changes.map((each) => each.words), ...pending.map(({ why }) => why)].join('; ');
  const kept = Object.keys(schema.columns).filter((id) => stored.columns.has(id));
  if (pending.length > 0 || changes.some(({ rewrites }) => rewrites)) {
    return { kind: 'rewrite', kept, words };
  }
  if (changes.length === 0 && stored.schema === number) return { kind: 'none' };
  const comment = `MODIFY COMMENT '${commentText({ origin: stored.origin, schema: number })}'`;
  return { kind: 'alter', commands: [...changes.flatMap(({ commands }) => commands), comment], kept, words };
}

function newerVersion(what: string): TicketsRefused {
  return new TicketsRefused(
    `DATA_DIR: this folder was made by a newer version of Ticketlens: ${what}. Nothing was changed; start that version.`,
  );
}

function requireKnown({ columns }: StoredTable, schema: TicketSchema, leaving: readonly string[]): void {
  const unknown = [...columns.keys()].filter((id) => !Object.hasOwn(schema.columns, id) && !leaving.includes(id));
  if (unknown.length === 0) return;
  throw newerVersion(`its ticket table has columns that this version does not know (${unknown.join(', ')})`);
}

interface ColumnChange {
  commands: readonly string[];
  rewrites: boolean;
  words: string;
}

function changesOf({ columns }: StoredTable, schema: TicketSchema): ColumnChange[] {
  const changes: ColumnChange[] = [];
  const problems: string[] = [];
  let before: string | undefined;
  for (const [id, column] of Object.entries(schema.columns)) {
    const type = columns.get(id);
    const place = before === undefined ? 'FIRST' : `AFTER ${before}`;
    before = id;
    if (type === undefined) {
      if (column.required === true) problems.push(`the column "${id}", which every ticket needs, is not there`);
      const commands = [
        `ADD COLUMN ${columnText(id, column)} ${place}`,
        ...indexTexts(id, column, schema).map((text) => `ADD ${text}`),
      ];
      changes.push({ commands, rewrites: false, words: `adds the column ${id}` });
      continue;
    }
    const change = typeChange(type, sqlTypeOf(column));
    if (change.kind === 'refused') problems.push(`the column "${id}" ${change.why}`);
    if (change.kind === 'named') {
      const commands = [`MODIFY COLUMN ${columnText(id, column)}`];
      changes.push({ commands, rewrites: false, words: `adds values to ${id}` });
    }
    if (change.kind === 'rewritten') {
      changes.push({ commands: [], rewrites: true, words: `stores ${id} as ${sqlTypeOf(column)}` });
    }
  }
  if (problems.length === 0) return changes;
  throw new TicketsRefused(
    `DATA_DIR: the tickets in this folder cannot be brought to this version: ${problems.join('; ')}. Nothing was changed.`,
  );
}
