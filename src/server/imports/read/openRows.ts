import type { ColumnMapping, Wording } from '../../../contract/columns/columnMapping';
import { STORED_COLUMN_IDS, type StoredColumnId } from '../../../contract/columns/columns';
import type { Recognised } from '../../../contract/responses/fileDialect';
import { NotUtf8Error, Undecided } from '../importError';
import { recognisePreset } from '../suggest/recognisePreset';
import { isOwnHeader, isOwnName } from '../suggest/suggestMapping';
import { meaningOfWord } from '../suggest/theirWords';
import { type ImportSource, openContainer, type ReadObserver } from './container/source';
import type { FileRows } from './fileRows';
import { FileState } from './fileState';
import { SourceNames, unitInName } from './mapping';
import { openText } from './openText';
import { FileNames, type LeftOut, type RawRow, type ReadContext } from './rawRow';
import { readNdjson } from './readJson';
import { TicketReader } from './ticketReader';
import { FileWording, type SuggestedWords } from './values/fileWording';
import { openSheet } from './xlsx/readWorkbook';

export interface RowOptions {
  /** Times with an offset are converted into this zone. */
  timeZone: string;
  /** The file's names of the documented columns. */
  mapping?: ColumnMapping;
  /** What its words mean. */
  wording?: Wording;
  /** What is known of the file; without it everything is recognised. */
  state?: FileState;
  /** The file is NDJSON as the API writes tickets, and nothing else is taken. */
  isExact?: boolean;
  /** Takes names in the file that are no documented columns. */
  leftOut: LeftOut;
  /** Takes the names in the file. */
  allNames?: FileNames;
  observer?: ReadObserver;
  /** For each time that the file is looked through before it is read. */
  lookObserver?: () => ReadObserver;
}

export interface OpenedRows {
  /** What is known so far: some things only once rows were read. */
  recognised(): Recognised;
  /** The columns that the file has, as far as it was read. */
  present(): StoredColumnId[];
  /** What is to be said of the file and of the rows so far, in sentences. */
  notes(): string[];
  /** Parses the rows. */
  reader: TicketReader;
  /** What the file's words mean. */
  wording: FileWording;
  /** In batches as they are read. @throws ImportError for a file that is broken as a whole. */
  batches: AsyncIterable<RawRow[]>;
}

/**
 * Opens a file to import.
 * @throws ImportError when it cannot be read; the batches and the reader throw Undecided where the whole file decides.
 */
export async function openRows(source: ImportSource, options: RowOptions): Promise<OpenedRows> {
  const { name: file } = source;
  const { timeZone, mapping, leftOut, state = new FileState() } = options;
  const { units } = state.facts;
  if (isOurs(mapping)) for (const unit of Object.values(units)) unit.assume('seconds');
  const dropped = UNIT_COLUMNS.filter((id) => isUnitless(id, state, mapping)).map((id) => mapping?.[id] ?? id);
  const sourceNames = new SourceNames(mapping, [...(state.dialect.leaveOut ?? []), ...dropped]);
  const allNames = options.allNames ?? new FileNames();
  const isNaming = options.allNames !== undefined || options.wording?.suggest === true;
  const context: ReadContext = { name: file, leftOut, sourceNames, allNames, isNaming };
  const opened = await openFile(source, context, state, options);
  async function* batches(): AsyncGenerator<RawRow[]> {
    try {
      yield* opened.batches;
    } catch (error) {
      const isDecided = state.dialect.encoding !== undefined || state.wholeEncoding !== undefined;
      throw error instanceof NotUtf8Error && !isDecided && options.isExact !== true ? new Undecided('encoding') : error;
    }
    sourceNames.requireSeen(file);
  }
  const facts = options.isExact === true ? {} : { facts: state.facts };
  const wording = new FileWording(options.wording, suggestedWords(allNames));
  const reader = new TicketReader({
    timeZone,
    file,
    form: opened.form,
    wording,
    sourceNames,
    isOwn: onceNamed(allNames, isOwnHeader),
    hasBlanksBetweenTags: onceNamed(allNames, (names) => wording.isSuggested && hasBlanksBetweenTags(names)),
    ...facts,
  });
  return {
    notes: () => [
      ...(opened.notes ?? []),
      ...reader.notes.sentences(sourceNames.present, sourceNames),
      ...[...reader.plainAmounts].flatMap((id) => saidUnitNote(id, sourceNames)),
      ...UNIT_COLUMNS.flatMap((id) => unitNote(id, state, reader, mapping?.[id] ?? id)),
    ],
    recognised: () => ({ file, ...opened.recognised(), ...valuesSoFar(state) }),
    present: () => sourceNames.present,
    reader,
    wording,
    batches: batches(),
  };
}

const UNIT_COLUMNS = ['secondsToClose', 'secondsClosedAfterSLA'] as const;
type UnitColumn = (typeof UNIT_COLUMNS)[number];

/** So many names of ours no other program writes. */
const OUR_NAMES = 15;

/** Whether a file is an export of ours under the labels of the page, which holds what was stored. */
function isOurs(mapping: ColumnMapping = {}): boolean {
  const named = STORED_COLUMN_IDS.filter((id) => mapping[id] !== undefined);
  return named.length >= OUR_NAMES && named.every((id) => isOwnName(id, mapping[id] ?? ''));
}

/** Looks at the names once: those of JSON come one by one. */
function onceNamed(names: FileNames, is: (names: readonly string[]) => boolean): () => boolean {
  let [count, known] = [0, false];
  return () => {
    if (count !== names.count) [count, known] = [names.count, is(names.names)];
    return known;
  };
}

function hasBlanksBetweenTags(names: readonly string[]): boolean {
  return recognisePreset(names)?.hasBlanksBetweenTags === true;
}

/** Whether a column's values are amounts of time in no unit; under a label of ours they are seconds. */
function isUnitless(id: UnitColumn, { facts }: FileState, mapping: ColumnMapping | undefined): boolean {
  return facts.units[id].unit === null && !isOwnName(id, mapping?.[id] ?? id);
}

const AS_OURS = 'as our own files have it';
const SHORT = { seconds: 's', minutes: 'min', hours: 'h' } as const;

function saidUnitNote(id: StoredColumnId, names: SourceNames): string[] {
  const [name, unit] = [names.of(id), names.unitOf(id)];
  if (unit !== undefined) return [`"${name}" is read in ${SHORT[unit]}, as its name says`];
  return id === 'secondsSinceLastCustomerMessage' ? [`"${name}" is read in s, ${AS_OURS}`] : [];
}

function unitNote(id: UnitColumn, state: FileState, { plainAmounts }: TicketReader, name: string): string[] {
  const { unit, hasProofs } = state.facts.units[id];
  if (unit === undefined || unitInName(name) !== undefined) return [];
  if (!hasProofs && plainAmounts.has(id) && (unit === 'seconds' || isOwnName(id, name))) {
    const doubt = unit === null ? ': no times of its rows tell' : '';
    return [`"${name}" is read in s, ${AS_OURS}${doubt}`];
  }
  if (unit === 'seconds' && !hasProofs) return [];
  if (unit !== null) return [`"${name}" is read in ${SHORT[unit]}, as the times of its rows prove`];
  if (!isOwnName(id, name)) return [`"${name}" is left out: the times of its rows prove no unit of it`];
  return hasProofs ? [`"${name}" is read in s, although the times of its rows say otherwise`] : [];
}

/** Words as the helpdesk uses them whose export the file is; its names are known once a word is looked up. */
function suggestedWords(names: FileNames): SuggestedWords {
  return (id, word) => meaningOfWord(id, word, recognisePreset(names.names)?.words);
}

function valuesSoFar({ facts }: FileState): Pick<Recognised, 'dates' | 'decimal' | 'idPrefix'> {
  const { dates, decimal, ids } = facts;
  return { dates: dates.value ?? null, decimal: decimal.value ?? null, idPrefix: ids.prefix ?? null };
}

async function openFile(
  source: ImportSource,
  context: ReadContext,
  state: FileState,
  { observer = {}, lookObserver = () => ({}), isExact }: RowOptions,
): Promise<FileRows> {
  const container = await openContainer(source);
  if (container.packing !== 'workbook') {
    if (isExact !== true) return await openText(container, context, state, { observer, lookObserver });
    const batches = readNdjson(container.bytes(observer), context);
    return { form: 'json', batches, recognised: () => ({ ...NOTHING, format: 'ndjson', packing: container.packing }) };
  }
  const { sheet, sheets, headerLine, rows } = await openSheet(container, context, state.dialect, observer);
  return {
    form: 'sheet',
    batches: rows,
    recognised: () => ({
      ...NOTHING,
      format: 'xlsx',
      sheet,
      sheets,
      headerLine: headerLine(),
      skippedLines: Math.max(0, (headerLine() ?? 1) - 1),
    }),
  };
}

/** Of a file to which none of it applies. */
const NOTHING = {
  packing: null,
  encoding: null,
  separator: null,
  headerLine: null,
  skippedLines: 0,
  field: null,
  sheet: null,
  sheets: [] as string[],
} as const;
