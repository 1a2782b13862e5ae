import { type ColumnId, isColumnId } from '../../../contract/columns/columns';
import { choicesOf, type Filter, type FilterKey, filterKeys, labelOf } from '../../../contract/query/filters';
import { operandWords } from '../../../contract/query/filterWords';
import { findRange, type TimeRange } from '../time/quickRanges';
import type { KnownValues } from './knownValues';
import { namesOf, spokenNames, squash, startsInside } from './names';
import { isTimeWords, type PhraseScope } from './readCondition';
import { readPhrase } from './readPhrase';
import { isReference } from './valueWords';

/** What the list offers for what was typed: a column opens its editor, filters are added as they stand there. */
export type FoundLine = { kind: 'column'; key: FilterKey; label: string } | FilterLine;

interface FilterLine {
  kind: 'filters';
  filters: readonly Filter[];
  /** Tickets that have the value, where that is known. */
  count?: number;
  /** Nothing that was typed is known: the text itself, which a topic may hold. */
  isGuess?: true;
}

export interface Found {
  /** Best first. */
  lines: FoundLine[];
  /** Where a text of several conditions stops being understood; empty when all of it is, or nothing. */
  notUnderstood: string;
}

/** Best first: names that begin so, what the whole text says, other names, words and values that begin so. */
export function findLines(typed: string, scope: PhraseScope): Found {
  const text = typed.trim();
  const wanted = squash(text);
  const keys = filterKeys(scope.visible);
  if (wanted === '') return { lines: keys.map(columnLine), notUnderstood: '' };
  const named = keys
    .map((key) => ({ key, rank: rankOf(key, wanted) }))
    .filter(({ rank }) => rank >= 0)
    // Sorting is stable: equals stay in the documented order.
    .sort((a, b) => a.rank - b.rank);
  const begins = named.filter(({ rank }) => rank <= NAME_BEGINS);
  const phrase = readPhrase(text, scope);
  const said = 'filters' in phrase ? phrase.filters : [];
  const lines = [
    ...begins.map(({ key }) => columnLine(key)),
    ...(said.length > 0 ? [filterLine(said)] : []),
    ...named.slice(begins.length).map(({ key }) => columnLine(key)),
    ...keys.flatMap((key) => byChoice(key, wanted)),
    ...byKnownValue(wanted, scope),
    ...byTime(text, scope),
    ...byReference(text, scope),
    // Several filters are no topic's name.
    ...(said.length > 1 ? [] : byTopic(text, scope.visible)),
  ];
  return { lines: distinct(lines, scope), notUnderstood: 'notUnderstood' in phrase ? phrase.notUnderstood : '' };
}

function columnLine(key: FilterKey): FoundLine {
  return { kind: 'column', key, label: labelOf(key) };
}

function filterLine(filters: readonly Filter[]): FilterLine {
  return { kind: 'filters', filters };
}

const NAME_BEGINS = 1;

/** -1 when the name does not match. */
function rankOf(key: FilterKey, wanted: string): number {
  const label = labelOf(key);
  const tests = [
    spokenNames(key).some((name) => name.startsWith(wanted)),
    startsInside(label, wanted),
    squash(label).includes(wanted),
    namesOf(key).some((name) => name.includes(wanted)),
  ];
  return tests.indexOf(true);
}

/** One letter finds names only: every second word begins with it. */
const SHORTEST_WORD = 2;

function byChoice(key: FilterKey, wanted: string): FoundLine[] {
  if (wanted.length < SHORTEST_WORD) return [];
  return (choicesOf(key) ?? [])
    .filter((choice) => startsInside(operandWords(key, choice), wanted) || squash(choice).startsWith(wanted))
    .map((value) => filterLine([{ key, comparator: '=', value }]));
}

/** A list is read at a glance or not at all. */
const VALUES_LISTED = 8;

function byKnownValue(wanted: string, { known }: PhraseScope): FoundLine[] {
  if (wanted.length < SHORTEST_WORD) return [];
  return [...known]
    .flatMap(([key, values]) => values.map((each) => ({ key, ...each })))
    .filter(({ value }) => startsInside(value, wanted))
    .slice(0, VALUES_LISTED)
    .map(({ key, value }) => filterLine([{ key, comparator: '=', value }]));
}

const TIMES: readonly ColumnId[] = ['createdAt', 'closedAt', 'dueBy'];

function byTime(text: string, { visible, asOf }: PhraseScope): FoundLine[] {
  const range = rangeOf(text, asOf);
  if (range === null) return [];
  const { from, to } = range;
  return TIMES.filter((key) => visible.includes(key)).map((key) =>
    filterLine([{ key, comparator: 'between', from, to }]),
  );
}

function rangeOf(text: string, asOf: string): TimeRange | null {
  return isTimeWords(text) ? findRange(text, asOf) : null;
}

const REFERENCES: readonly ColumnId[] = ['customerId', 'contractId'];

/** An id is typed or pasted. */
function byReference(text: string, { visible, asOf }: PhraseScope): FoundLine[] {
  if (!isReference(text) || text.length < 4 || rangeOf(text, asOf) !== null) return [];
  return REFERENCES.filter((key) => visible.includes(key)).map((key) =>
    filterLine([{ key, comparator: '=', value: text }]),
  );
}

/** The last line asks for the text itself: not every topic is known here. */
function byTopic(text: string, visible: readonly ColumnId[]): FoundLine[] {
  if (text.length < SHORTEST_WORD || !visible.includes('topic')) return [];
  return [{ ...filterLine([{ key: 'topic', comparator: 'contains', value: text }]), isGuess: true }];
}

/** The same filters are offered once; a value with its count where it is known. */
function distinct(lines: readonly FoundLine[], { known }: PhraseScope): FoundLine[] {
  const seen = new Set<string>();
  return lines.flatMap((line): FoundLine[] => {
    if (line.kind === 'column') return [line];
    const said = JSON.stringify(line.filters);
    if (seen.has(said)) return [];
    seen.add(said);
    const count = countOf(line.filters, known);
    return [count === undefined ? line : { ...line, count }];
  });
}

function countOf([filter, other]: readonly Filter[], known: KnownValues): number | undefined {
  if (filter?.comparator !== '=' || other !== undefined || !isColumnId(filter.key)) return undefined;
  return known.get(filter.key)?.find(({ value }) => value === filter.value)?.count;
}
