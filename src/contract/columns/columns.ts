import { SLA_STATE_LABEL, SLA_STATES } from '../sla';
import { type Column, type ComputedColumn, labelOfValue, type StoredColumn } from './columnFacts';
import { inWords } from './inWords';

/**
 * The one table of columns: whatever is known of a column stands on it (columnFacts.ts says what each fact is). The SQL
 * schema, the filter controls, the grid, files, the query-string parser and the OpenAPI document are derived from it.
 * Order and types: src/contract/README.md, section 2.
 */

export const CHANNELS = ['email', 'portal', 'phone', 'system', 'chat', 'walkIn', 'letter'] as const;
export const DIRECTIONS = ['in', 'out', 'internal'] as const;
export const STATUSES = ['open', 'closed', 'pending', 'resolved', 'waitingOnCustomer', 'waitingOnThirdParty'] as const;
export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
export const PRIORITIES = ['low', 'medium', 'high', 'urgent'] as const;

const COUNT = { kind: 'integer', unit: 'count', isPlural: true, range: [-2147483648, 2147483647], bits: 32 } as const;
/** Elapsed seconds fit in 53 bits; dirty data can be negative. */
const SECONDS = {
  kind: 'integer',
  unit: 'seconds',
  range: [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
} as const;

/** The documented columns. */
export const STORED_COLUMNS = {
  id: {
    kind: 'integer',
    label: 'Id',
    unit: 'identifier',
    range: [0, Number.MAX_SAFE_INTEGER],
    bits: 64,
    required: true,
    gridPosition: 1,
    gridWidth: 118,
    // Numbers that are wider than their cell are shown as ####; ids have up to 15 digits.
    sheetWidth: 18,
  },
  channel: {
    kind: 'enum',
    label: 'Channel',
    values: CHANNELS,
    valueLabels: { walkIn: 'walk-in' },
    gridPosition: 3,
    gridWidth: 90,
  },
  direction: {
    kind: 'enum',
    label: 'Direction',
    values: DIRECTIONS,
  },
  status: {
    kind: 'enum',
    label: 'Status',
    values: STATUSES,
    valueLabels: { waitingOnCustomer: 'waiting on customer', waitingOnThirdParty: 'waiting on third party' },
    overwritten: true,
    gridPosition: 4,
    gridWidth: 168,
  },
  priority: { kind: 'enum', label: 'Priority', values: PRIORITIES, isScale: true, gridPosition: 5, gridWidth: 90 },
  contractId: { kind: 'text', label: 'Contract', content: 'reference' },
  customerId: { kind: 'text', label: 'Customer', content: 'reference', isUsualReference: true },
  customerLegitimation: {
    kind: 'integer',
    label: 'Customer legitimation',
    unit: 'percent',
    range: [0, 100],
    bits: 16,
  },
  topic: {
    kind: 'text',
    label: 'Topic',
    content: 'category',
    finer: 'subTopic',
    gridPosition: 6,
    gridWidth: 165,
    sheetWidth: 22,
  },
  subTopic: { kind: 'text', label: 'Sub-topic', content: 'category', gridWidth: 180, sheetWidth: 22 },
  allTags: { kind: 'text', label: 'Tags', content: 'tags', isPlural: true, gridWidth: 260, sheetWidth: 32 },
  incomingMessages: { label: 'Incoming messages', overwritten: true, ...COUNT },
  outgoingMessages: { label: 'Outgoing messages', overwritten: true, ...COUNT },
  internalMessages: { label: 'Internal messages', overwritten: true, ...COUNT },
  manualWorkEntries: { label: 'Manual work entries', overwritten: true, ...COUNT },
  createdAt: {
    kind: 'timestamp',
    label: 'Created',
    required: true,
    indexed: true,
    isMilestone: true,
    gridPosition: 2,
  },
  closedAt: {
    kind: 'timestamp',
    label: 'Closed',
    indexed: true,
    isMilestone: true,
  },
  modifiedAt: {
    kind: 'timestamp',
    label: 'Modified',
    indexed: true,
    overwritten: true,
  },
  dueBy: { kind: 'timestamp', label: 'Due', indexed: true, isMilestone: true, liesAhead: true },
  lastMessageAt: { kind: 'timestamp', label: 'Last message', overwritten: true },
  lastCustomerMessageAt: { kind: 'timestamp', label: 'Last customer message', overwritten: true },
  secondsSinceLastCustomerMessage: {
    label: 'Time since last customer message',
    ...SECONDS,
    bits: 64,
    overwritten: true,
  },
  secondsToClose: { label: 'Time to close', ...SECONDS, bits: 64, gridPosition: 7, gridWidth: 150 },
  secondsClosedAfterSLA: { label: 'Closed after deadline', ...SECONDS, isSigned: true, bits: 64 },
  email: {
    kind: 'text',
    label: 'Agent',
    content: 'category',
    sensitive: true,
    emptyLabel: '(nobody)',
    gridWidth: 210,
    sheetWidth: 28,
  },
  rawData: {
    kind: 'text',
    label: 'Raw data',
    content: 'document',
    sensitive: true,
    overwritten: true,
    gridWidth: 260,
    sheetWidth: 48,
  },
} as const satisfies Record<string, StoredColumn>;

/** How a ticket stands against its deadline at the as-of of a request (src/contract/README.md, section 5). */
export const COMPUTED_COLUMNS = {
  slaState: {
    kind: 'computed',
    label: 'Service level',
    values: SLA_STATES,
    valueLabels: SLA_STATE_LABEL,
    required: true,
    gridWidth: 168,
    sheetWidth: 16,
  },
  /**
   * Seconds by which a ticket was closed after its deadline, or is past it while it is not closed; negative before it.
   * The stored lateness of a closed ticket counts where there is one. Null without a deadline.
   */
  againstDeadline: {
    label: 'Against deadline',
    ...SECONDS,
    isSigned: true,
    isAgainstDeadline: true,
    gridPosition: 8,
    gridWidth: 190,
  },
  /** When the ticket was created, by the instance's clock. */
  createdWeekday: {
    kind: 'computed',
    label: 'Weekday created',
    values: WEEKDAYS,
    valueLabels: {
      monday: 'Monday',
      tuesday: 'Tuesday',
      wednesday: 'Wednesday',
      thursday: 'Thursday',
      friday: 'Friday',
      saturday: 'Saturday',
      sunday: 'Sunday',
    },
    required: true,
    makesGroups: true,
  },
  createdHour: {
    kind: 'integer',
    label: 'Hour created',
    unit: 'count',
    range: [0, 23],
    required: true,
    makesGroups: true,
  },
  /** Seconds within working hours from creation to closing; null while it is not closed. */
  workingSecondsToClose: { label: 'Working time to close', ...SECONDS, isWorkingTime: true, gridWidth: 180 },
  /** As againstDeadline in seconds within working hours, by the times alone. */
  workingAgainstDeadline: {
    label: 'Working time against deadline',
    ...SECONDS,
    isSigned: true,
    isAgainstDeadline: true,
    isWorkingTime: true,
    gridWidth: 210,
  },
  /** Out of the raw data, and hidden with it; where the instance says in which field it stands. */
  subject: {
    kind: 'text',
    label: 'Subject',
    content: 'words',
    sensitive: true,
    overwritten: true,
    gridWidth: 260,
    sheetWidth: 40,
  },
} as const satisfies Record<string, ComputedColumn>;

export const COLUMNS = { ...STORED_COLUMNS, ...COMPUTED_COLUMNS } as const;

export type StoredColumnId = keyof typeof STORED_COLUMNS;
export type ComputedColumnId = keyof typeof COMPUTED_COLUMNS;
/** Whatever can be named where a column can. */
export type ColumnId = StoredColumnId | ComputedColumnId;

/** Every stored column in the documented order. */
export const STORED_COLUMN_IDS = Object.keys(STORED_COLUMNS) as readonly StoredColumnId[];

/** Every column: the stored ones in the documented order, then the computed ones. */
export const COLUMN_IDS = Object.keys(COLUMNS) as readonly ColumnId[];

/** The definition of a column, widened from its literal type; label and values as the spoken language calls them. */
export function columnOf(id: ColumnId): Column {
  return inWords(id, COLUMNS[id]);
}

export function storedColumnOf(id: StoredColumnId): StoredColumn {
  return STORED_COLUMNS[id];
}

/** Looks an identifier up; `Object.hasOwn` keeps `constructor` and `__proto__` from being columns. */
export function isColumnId(name: string): name is ColumnId {
  return Object.hasOwn(COLUMNS, name);
}

export function isStoredColumn(name: string): name is StoredColumnId {
  return Object.hasOwn(STORED_COLUMNS, name);
}

/** Those of some columns that are stored: what rows and files hold when a request names no columns. */
export function storedColumnsOf(columns: readonly ColumnId[]): readonly StoredColumnId[] {
  return columns.filter(isStoredColumn);
}

/** Whether the column's values, or its tags, make groups that say something: words, and more than one ticket to each. */
export function isGroupable(id: ColumnId): boolean {
  const column = columnOf(id);
  if (column.makesGroups === true) return true;
  return (
    column.kind === 'enum' || (column.kind === 'text' && ['category', 'reference', 'tags'].includes(column.content))
  );
}

/** Whether the column is told in working hours, which an instance may not have. */
export function isWorkingTime(id: ColumnId): boolean {
  const column = columnOf(id);
  return column.kind === 'integer' && column.isWorkingTime === true;
}

/** What an instance can tell beside what every instance can. */
export interface Provided {
  /** It has working hours. */
  workingTime: boolean;
  /** It knows where a ticket's subject stands. */
  subject: boolean;
}

/** Whether an instance has the column at all. */
export function isProvided(id: ColumnId, { workingTime, subject }: Provided): boolean {
  return (workingTime || !isWorkingTime(id)) && (subject || id !== 'subject');
}

/** Whether the column holds whole documents: no ticket has the same as another. */
export function isDocument(id: ColumnId): boolean {
  const column = columnOf(id);
  return column.kind === 'text' && column.content === 'document';
}

/** A value of a column as it reads on screen. */
export function valueLabel(id: ColumnId, value: string): string {
  return labelOfValue(columnOf(id), value);
}

/** One ticket as the API sends it: null where unknown, timestamps as wall time `YYYY-MM-DD HH:mm:ss`. */
export type Ticket = Record<StoredColumnId, string | number | null>;
