import { COLUMN_IDS, type ColumnId, columnOf, isColumnId, isProvided } from '../../../contract/columns/columns';
import {
  choicesOf,
  type Filter,
  type FilterKey,
  filterKeys,
  isTagsKey,
  kindOf,
  labelOf,
  operandsOf,
} from '../../../contract/query/filters';
import { makeFilter } from '../../../contract/query/makeFilter';
import { describeOperand } from '../../../contract/sentences/describeFilter';
import { comparedWays } from '../language/draft/comparedWays';
import { formsIn } from '../language/grammar/grammars';
import { choiceNames } from '../language/phrase/choiceNames';
import { idiomOf } from '../language/phrase/idioms';
import { namedByFirst, namesOf, otherNames, singulars, squash, startsInside } from '../language/phrase/names';
import { isNamedByHeart, isReference } from '../language/phrase/parseValues';
import type { PhraseScope } from '../language/phrase/phraseScope';
import { readPhrase, withoutBetween } from '../language/phrase/readPhrase';
import { mended } from '../language/phrase/spelling';
import type { KnownValues } from './knownValues';
import { type Unasked, unaskedIn } from './unasked';

/** What the list offers for what was typed: a column opens its editor, filters are added as they stand there. */
export type FoundLine = { kind: 'column'; key: FilterKey; label: string } | FilterLine;

interface FilterLine {
  kind: 'filters';
  filters: readonly Filter[];
  /** Tickets that have the value, where that is known. */
  count?: number;
  /** Other words than were typed, or the text itself, which a topic may hold: never taken by mere Enter. */
  isGuess?: true;
}

/** What words are read against, with counts. */
interface FindScope extends PhraseScope {
  known: KnownValues;
}

export interface Found {
  /** Best first. */
  lines: FoundLine[];
  /** Columns that the text names and the viewer's privacy level hides. */
  hidden: readonly FilterKey[];
  /** The words that are not understood, or all from them on; empty when everything is. */
  notUnderstood: string;
  /** The text in other spelling, where that is what the first guess reads; empty otherwise. */
  meant: string;
  /** What is said and no filter asks. */
  unasked: Unasked | null;
}

/** No line of filters is longer; reading a page of text would hold the browser up for longer than anybody waits. */
const MOST_LETTERS = 500;
/** Of what is not understood for that. */
const SHOWN_LETTERS = 60;

/** Best first: names that begin so, what the whole text says, other names, words and values that begin so. */
export function findLines(typed: string, scope: FindScope): Found {
  const text = typed.trim();
  const keys = filterKeys(scope.visible);
  const nothing = { hidden: [], notUnderstood: '', meant: '', unasked: null };
  if (text.length > MOST_LETTERS) return { lines: [], ...nothing, notUnderstood: `${text.slice(0, SHOWN_LETTERS)} …` };
  const wanted = singulars(squash(text));
  if (squash(text) === '') return { lines: byImportance(keys).map(columnLine), ...nothing };
  const named = keys
    .map((key) => ({ key, rank: Math.min(...wanted.map((each) => rankOf(key, each))) }))
    .filter(({ rank }) => rank < NO_MATCH)
    // Sorting is stable: equals stay in the documented order.
    .sort((a, b) => a.rank - b.rank);
  const nearest = named.filter(({ rank }) => rank <= NAME_BEGINS);
  const phrase = readPhrase(text, scope);
  const readings = 'readings' in phrase ? phrase.readings : [];
  const rest = 'notUnderstood' in phrase ? phrase.notUnderstood : '';
  const unasked = unaskedIn(text, rest, scope);
  const certain = [
    ...nearest.map(({ key }) => columnLine(key)),
    ...readings.map(filterLine),
    ...named.slice(nearest.length).map(({ key }) => columnLine(key)),
    ...keys.flatMap((key) => byChoice(key, wanted, readings.length > 0)),
    ...byKnownValue(wanted, scope),
    ...byReference(text, scope.visible),
  ];
  // Every word is compared with all that are known: only where nothing else was found.
  const isGuessed = certain.length === 0 && unasked !== 'either';
  const spelled = isGuessed ? mended(text, scope.known) : text;
  const slips = isGuessed ? bySlip(spelled, scope) : [];
  // Several filters are no topic's name.
  const isSeveral = [...readings, ...slips.map(({ filters }) => filters)].some((filters) => filters.length > 1);
  const texts = isSeveral || unasked === 'either' ? [] : byText(text, scope.visible, readings);
  const guesses = [...slips, ...texts];
  const lines = [...certain, ...guesses.map((line): FilterLine => ({ ...line, isGuess: true }))];
  return {
    lines: distinct(lines, scope),
    hidden: 'notUnderstood' in phrase ? hiddenIn(text, scope) : [],
    notUnderstood: readings.length > 0 ? '' : (unknownIn(texts, text) ?? (rest || (certain.length > 0 ? '' : text))),
    meant: slips.length > 0 && spelled !== text ? spelled : '',
    unasked,
  };
}

/** Of "agent zebra" the words that are looked for in a column of that name; the words of no column are the whole text. */
function unknownIn(lines: readonly FilterLine[], text: string): string | undefined {
  const [looked] = lines.flatMap(({ filters }) => filters.map((filter) => String(operandsOf(filter)[0])));
  return looked === text ? undefined : looked;
}

/** What most questions are about comes first; the rest follows in the documented order. */
const ASKED_FIRST: readonly FilterKey[] = [
  'createdAt',
  'slaState',
  'topic',
  'subTopic',
  'priority',
  'channel',
  'status',
  'email',
  'customerId',
  'allTags',
  'dueBy',
  'closedAt',
  'secondsToClose',
  'againstDeadline',
];

function byImportance(keys: readonly FilterKey[]): readonly FilterKey[] {
  const first = ASKED_FIRST.filter((key) => keys.includes(key));
  return [...first, ...keys.filter((key) => !first.includes(key))];
}

const PREPOSITIONS = new Set(formsIn(({ particles }) => particles.preposition).map(squash));

/** The columns that are hidden, and named or needed for what the text says: "unassigned". */
function hiddenIn(text: string, scope: FindScope): FilterKey[] {
  // Whether a level hides it, or this store does not have it, is not known here.
  const always = COLUMN_IDS.filter((id) => isProvided(id, { workingTime: false, subject: false }));
  const hidden = always.filter((id) => !scope.visible.includes(id));
  if (hidden.length === 0) return [];
  const words = text.split(/[\s,;]+/);
  const phrase = readPhrase(text, { ...scope, visible: COLUMN_IDS });
  const needed = 'readings' in phrase ? (phrase.readings[0] ?? []).map(({ key }) => key) : [];
  const named = words
    .flatMap((_, at) => namedByFirst(words.slice(at)))
    .filter(({ name }) => !PREPOSITIONS.has(name))
    .map(({ key }) => key);
  return hidden.filter((id) => [...needed, ...named].includes(id));
}

/** Its values with one letter otherwise; every further word costs a look at every value. */
function bySlip(text: string, scope: FindScope): FilterLine[] {
  const phrase = text.split(' ').length > 12 ? null : readPhrase(text, { ...scope, isNear: true });
  return phrase !== null && 'readings' in phrase ? phrase.readings.slice(0, 1).map(filterLine) : [];
}

function columnLine(key: FilterKey): FoundLine {
  return { kind: 'column', key, label: labelOf(key) };
}

function filterLine(filters: readonly Filter[]): FilterLine {
  return { kind: 'filters', filters };
}

const NAME_BEGINS = 1;
const NO_MATCH = 4;

/** 0 for the best match, NO_MATCH for none. */
function rankOf(key: FilterKey, wanted: string): number {
  const label = labelOf(key);
  const tests = [
    // "Open" is no beginning of "opened", which is what some call the time of creation.
    squash(label).startsWith(wanted) || otherNames(key).includes(wanted),
    startsInside(label, wanted),
    // The word that a compound is of stands last in it; "tel" is nothing in "erstellt".
    wanted.length >= 4 && squash(label).endsWith(wanted),
    namesOf(key).some((name) => name.startsWith(wanted)),
    true,
  ];
  return tests.indexOf(true);
}

/** One letter finds names only: every second word begins with it. */
const SHORTEST_WORD = 2;

function begins(text: string, wanted: readonly string[]): boolean {
  return wanted.some((each) => each.length >= SHORTEST_WORD && startsInside(text, each));
}

/** @param isRead the whole text is understood already: "high" within "very high" says nothing more. */
function byChoice(key: FilterKey, wanted: readonly string[], isRead: boolean): FilterLine[] {
  const isShown = (choice: string) => begins(describeOperand(key, choice), wanted);
  const isMeant = (choice: string) =>
    isRead
      ? wanted.some((each) => squash(describeOperand(key, choice)).startsWith(each))
      : choiceNames(key, choice).some((name) => begins(name, wanted));
  return (
    (choicesOf(key) ?? [])
      .filter(isMeant)
      // What it is called on screen comes before what it is called elsewhere.
      .sort((a, b) => Number(isShown(b)) - Number(isShown(a)))
      .map((value) => filterLine([makeFilter(key, '=', [value])]))
  );
}

/** A list is read at a glance or not at all. */
const VALUES_LISTED = 8;

function byKnownValue(wanted: readonly string[], { known }: FindScope): FilterLine[] {
  const longEnough = wanted.filter((each) => each.length >= SHORTEST_WORD);
  return [...known]
    .flatMap(([key, { starts }]) => starts.map(([value, names]) => ({ key, value, names })))
    .filter(({ names }) => names.some((name) => longEnough.some((each) => name.startsWith(each))))
    .slice(0, VALUES_LISTED)
    .map(({ key, value }) => filterLine([makeFilter(key, isTagsKey(key) ? 'includes' : '=', [value])]));
}

/** An id is typed or pasted; the likeliest column of it comes first. */
function byReference(text: string, visible: readonly ColumnId[]): FilterLine[] {
  if (!isReference(text) || text.length < 4 || idiomOf(text) !== null) return [];
  return visible
    .filter((id) => isNamedByHeart(id))
    .sort((a, b) => Number(isUsualReference(b)) - Number(isUsualReference(a)))
    .map((key) => filterLine([makeFilter(key, '=', [text])]));
}

function isUsualReference(id: ColumnId): boolean {
  const column = columnOf(id);
  return column.kind === 'text' && column.isUsualReference === true;
}

/** The last line asks for the text itself, as it was typed, since not every value is known here: in the column that it names, or a topic. */
function byText(text: string, visible: readonly ColumnId[], readings: readonly Filter[][]): FilterLine[] {
  if (text.length < SHORTEST_WORD) return [];
  const words = withoutBetween(text.split(/\s+/));
  const asked = readings.flat().map(({ key }) => key);
  // "Email or phone" is about channels, and no column of addresses.
  const columns = filterKeys(visible).filter((key) => kindOf(key) === 'text');
  const isLookedIn = (key: FilterKey) => columns.includes(key) && (asked.length === 0 || asked.includes(key));
  const named = namedByFirst(words).findLast(
    ({ key, name, rest }) => isLookedIn(key) && !PREPOSITIONS.has(name) && rest.join('').length >= SHORTEST_WORD,
  );
  if (named !== undefined) {
    // Of "topic contains bill" and "agent is empty" nothing is left to look for.
    const isCompared = comparedWays(named.key, named.rest.join(' ')).length > 1;
    return isCompared ? [] : [filterLine([makeFilter(named.key, 'contains', [named.rest.join(' ')])])];
  }
  return visible.includes('topic') ? [filterLine([{ key: 'topic', comparator: 'contains', value: text }])] : [];
}

/** The same filters are offered once; a value with its count where it is known. */
function distinct(lines: readonly FoundLine[], { known }: FindScope): FoundLine[] {
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
  if (filter === undefined || other !== undefined || !isColumnId(filter.key)) return undefined;
  const values = filter.comparator === '=' ? [filter.value] : filter.comparator === 'includes' ? filter.values : [];
  return values.length === 1 ? known.get(filter.key)?.counts.get(String(values[0])) : undefined;
}
