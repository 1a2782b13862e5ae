/** Everything that can be known of a column. What a kind of column cannot do without is required of it. */

interface Facts {
  /** The name on screen. */
  readonly label: string;
  /** Called in the plural: "tags are empty". */
  readonly isPlural?: true;
  /** Only id and createdAt of the stored columns; computed ones that always have a value. */
  readonly required?: true;
  /** Hidden from callers whose privacy level says so (section 4). */
  readonly sensitive?: true;
  /** Number of the ticket table's schema with which a stored column came; 1 without it. Older instances do not have it. */
  readonly since?: number;
  /** Its place, from 1, among the columns that the grid shows when a link names none. */
  readonly gridPosition?: number;
  /** Pixels that its cells need in the grid, where that is not what its kind needs. */
  readonly gridWidth?: number;
  /** Characters that its cells need in a spreadsheet, where that is not what its kind needs. */
  readonly sheetWidth?: number;
  /** Its value is replaced while a ticket is worked on, so that nobody can say what it was at a moment of the past. */
  readonly overwritten?: true;
  /** Tickets are grouped by it although its kind alone does not say so. */
  readonly makesGroups?: true;
  /** What a group of tickets without a value is called; "(empty)" without it. */
  readonly emptyLabel?: string;
}

export interface IntegerColumn extends Facts {
  readonly kind: 'integer';
  /** Elapsed seconds, a percentage 0..100, a plain count; an identifier is a name and no amount. */
  readonly unit: 'seconds' | 'percent' | 'count' | 'identifier';
  /** Of seconds: those within working hours alone, so that there are none where the instance has no such hours. */
  readonly isWorkingTime?: true;
  /** Of seconds: as often negative as positive, as early is to late. */
  readonly isSigned?: true;
  /** Of the deadline, before it where negative: filters say on which side, since the label does not. */
  readonly isAgainstDeadline?: true;
  /** Inclusive; an import refuses what lies outside. */
  readonly range: readonly [number, number];
}

export interface StoredIntegerColumn extends IntegerColumn {
  /** What the store keeps a value in. */
  readonly bits: 16 | 32 | 64;
}

export interface TextColumn extends Facts {
  readonly kind: 'text';
  /**
   * - `category`: few different values, which people know by heart. Kept as a dictionary, listed when filters are added.
   * - `reference`: an id of another system, typed or pasted and never looked up in a list.
   * - `tags`: several names, joined by ", "; each can be filtered and grouped by, and all of them together make no group.
   * - `words`: what somebody wrote, seldom the same twice: filtered by what it contains, and no group.
   * - `document`: JSON, the same for no two tickets: packed tightly, shown as a tree, offered for no filter or group.
   */
  readonly content: 'category' | 'reference' | 'tags' | 'words' | 'document';
  /** Of several columns of references the one that is meant when an id is typed without its column. */
  readonly isUsualReference?: true;
  /** The text column that divides its values further: what to compare by when all tickets have one of them. */
  readonly finer?: string;
}

export interface EnumColumn extends Facts {
  readonly kind: 'enum';
  /** In their natural order, by which they are sorted as well. */
  readonly values: readonly string[];
  /** How those read on screen whose own name is no plain word; the API and files keep the name. */
  readonly valueLabels?: Readonly<Record<string, string>>;
  /** The order is one from less to more: "high or higher" is a question. */
  readonly isScale?: true;
}

export interface TimestampColumn extends Facts {
  readonly kind: 'timestamp';
  /** The store skips blocks by their first and last value, which pays where values grow with the ids. */
  readonly indexed?: true;
  /** A main time of a ticket's life: "last month" alone may mean each of them, and the first above all. */
  readonly isMilestone?: true;
  /** Mostly to come, so that "Friday" is the next one and not the last. */
  readonly liesAhead?: true;
}

/** One of a few words that the service-level rules give every ticket: never empty. */
export interface StateColumn extends Facts {
  readonly kind: 'computed';
  readonly values: readonly string[];
  readonly valueLabels: Readonly<Record<string, string>>;
  readonly required: true;
}

/** Sent, imported and stored; the documented columns. */
export type StoredColumn = StoredIntegerColumn | TextColumn | EnumColumn | TimestampColumn;

/** Worked out from stored columns at the as-of of a request; never among the documented default columns. */
export type ComputedColumn = IntegerColumn | StateColumn | TextColumn;

export type Column = IntegerColumn | TextColumn | EnumColumn | TimestampColumn | StateColumn;

/** What a column's values are; it decides the comparators, the editor and the SQL type. */
export type ColumnKind = Column['kind'];

/** A value of a column as it reads on screen. */
export function labelOfValue(column: Column, value: string): string {
  const labels = 'valueLabels' in column ? column.valueLabels : undefined;
  return labels !== undefined && Object.hasOwn(labels, value) ? (labels[value] ?? value) : value;
}
