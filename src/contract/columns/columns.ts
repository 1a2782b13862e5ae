/**
 * The one table of columns. The SQL schema, the filter controls, the grid, the query-string parser and
 * the OpenAPI document are all derived from it. Order and types: CONTRACT.md section 2.
 */

export const CHANNELS = ['email', 'portal', 'phone', 'system', 'chat', 'walkIn', 'letter'] as const;
export const DIRECTIONS = ['in', 'out', 'internal'] as const;
export const STATUSES = ['open', 'closed', 'pending', 'resolved', 'waitingOnCustomer', 'waitingOnThirdParty'] as const;
export const PRIORITIES = ['low', 'medium', 'high', 'urgent'] as const;

/** What a column's values are; it decides the comparators, the editor and the SQL type. */
export type ColumnKind = 'integer' | 'text' | 'enum' | 'timestamp';

export interface Column {
  readonly kind: ColumnKind;
  /** The name on screen. */
  readonly label: string;
  /** Unit of an integer: elapsed seconds, a percentage 0..100, or a plain count. */
  readonly unit?: 'seconds' | 'percent' | 'count';
  /** Allowed values of an enum, in their natural order. */
  readonly values?: readonly string[];
  /** How those read on screen whose own name is no plain word; the API and files keep the name. */
  readonly valueLabels?: Readonly<Record<string, string>>;
  /** Inclusive range that an integer of this column can have. */
  readonly range?: readonly [number, number];
  /** Hidden from callers whose privacy level says so (section 4). */
  readonly sensitive?: true;
  /** Only id and createdAt are required. */
  readonly required?: true;
  /** Number of the ticket table's schema with which the column came; 1 without it. Older instances do not have it. */
  readonly since?: number;
}

const COUNT = { kind: 'integer', unit: 'count', range: [-2147483648, 2147483647] } as const;
/** Elapsed seconds fit in 53 bits; dirty data can be negative. */
const SECONDS = {
  kind: 'integer',
  unit: 'seconds',
  range: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
} as const;

export const COLUMNS = {
  id: { kind: 'integer', label: 'Id', range: [0, Number.MAX_SAFE_INTEGER], required: true },
  channel: { kind: 'enum', label: 'Channel', values: CHANNELS, valueLabels: { walkIn: 'walk-in' } },
  direction: { kind: 'enum', label: 'Direction', values: DIRECTIONS },
  status: {
    kind: 'enum',
    label: 'Status',
    values: STATUSES,
    valueLabels: { waitingOnCustomer: 'waiting on customer', waitingOnThirdParty: 'waiting on third party' },
  },
  priority: { kind: 'enum', label: 'Priority', values: PRIORITIES },
  contractId: { kind: 'text', label: 'Contract' },
  customerId: { kind: 'text', label: 'Customer' },
  customerLegitimation: { kind: 'integer', label: 'Customer legitimation', unit: 'percent', range: [0, 100] },
  topic: { kind: 'text', label: 'Topic' },
  subTopic: { kind: 'text', label: 'Sub-topic' },
  allTags: { kind: 'text', label: 'Tags' },
  incomingMessages: { label: 'Incoming messages', ...COUNT },
  outgoingMessages: { label: 'Outgoing messages', ...COUNT },
  internalMessages: { label: 'Internal messages', ...COUNT },
  manualWorkEntries: { label: 'Manual work entries', ...COUNT },
  createdAt: { kind: 'timestamp', label: 'Created', required: true },
  closedAt: { kind: 'timestamp', label: 'Closed' },
  modifiedAt: { kind: 'timestamp', label: 'Modified' },
  dueBy: { kind: 'timestamp', label: 'Due' },
  lastMessageAt: { kind: 'timestamp', label: 'Last message' },
  lastCustomerMessageAt: { kind: 'timestamp', label: 'Last customer message' },
  secondsSinceLastCustomerMessage: { label: 'Time since last customer message', ...SECONDS },
  secondsToClose: { label: 'Time to close', ...SECONDS },
  secondsClosedAfterSLA: { label: 'Closed after deadline', ...SECONDS },
  email: { kind: 'text', label: 'Agent', sensitive: true },
  rawData: { kind: 'text', label: 'Raw data', sensitive: true },
} as const satisfies Record<string, Column>;

export type ColumnId = keyof typeof COLUMNS;

/** Every column in the documented order. */
export const COLUMN_IDS = Object.keys(COLUMNS) as readonly ColumnId[];

/** The definition of a column, widened from its literal type. */
export function columnOf(id: ColumnId): Column {
  return COLUMNS[id];
}

/** Looks an identifier up; `Object.hasOwn` keeps `constructor` and `__proto__` from being columns. */
export function isColumnId(name: string): name is ColumnId {
  return Object.hasOwn(COLUMNS, name);
}

/** A value of a column as it reads on screen. */
export function valueLabel(id: ColumnId, value: string): string {
  const { valueLabels } = columnOf(id);
  return valueLabels !== undefined && Object.hasOwn(valueLabels, value) ? (valueLabels[value] ?? value) : value;
}

/** One ticket as the API sends it: null where unknown, timestamps as wall time `YYYY-MM-DD HH:mm:ss`. */
export type Ticket = Record<ColumnId, string | number | null>;
