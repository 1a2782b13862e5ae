import { ENUM_COLUMN_IDS, type EnumColumnId, type Wording } from '../../../../contract/columns/columnMapping';
import { type StoredColumnId, storedColumnOf } from '../../../../contract/columns/columns';
import { isNoValue } from './noValue';

/** Where the meaning of a word is from: it is a value's own name, was said, is suggested; else there is none. */
type MeaningSource = 'own' | 'said' | 'suggested' | 'unknown';

interface Meaning {
  /** Null for no value. */
  value: string | null;
  from: MeaningSource;
}

/** The meaning that a word has in helpdesks; undefined where there is none. */
export type SuggestedWords = (id: EnumColumnId, word: string) => string | undefined;

/** Misspellings can be as many as the rows. */
const MAX_CACHED = 1000;
/** Of a column, in a sentence. */
const MAX_TOLD = 20;

/** What the words of a file mean. */
export class FileWording {
  /** Cells whose word is not known are empty; else their rows are rejected. */
  readonly isUnknownEmpty: boolean;
  /** Whether usual meanings are taken. */
  readonly isSuggested: boolean;
  readonly #columns: ReadonlyMap<StoredColumnId, EnumMeanings>;

  constructor(wording: Wording = {}, suggested?: SuggestedWords) {
    this.isUnknownEmpty = wording.unknownValues === 'empty';
    this.isSuggested = wording.suggest === true;
    const words = wording.suggest === true ? suggested : undefined;
    this.#columns = new Map(ENUM_COLUMN_IDS.map((id) => [id, new EnumMeanings(id, wording, words)]));
  }

  /** @param cell without blanks around it; some helpdesks have numbers for words. */
  meaningOf(id: StoredColumnId, cell: unknown): Meaning {
    const word = typeof cell === 'number' ? String(cell) : cell;
    const meanings = this.#columns.get(id);
    return typeof word !== 'string' || meanings === undefined ? UNKNOWN : meanings.of(word);
  }

  /** Words so far whose usual meaning was taken: "status: hold -> pending". */
  get taken(): string[] {
    return [...this.#columns].flatMap(([id, meanings]) => {
      const words = meanings.taken;
      return words.length === 0 ? [] : [`${id}: ${words.join(', ')}`];
    });
  }
}

const UNKNOWN: Meaning = { value: null, from: 'unknown' };

/** Of one column. */
class EnumMeanings {
  readonly #id: EnumColumnId;
  readonly #own: ReadonlyMap<string, string>;
  readonly #said: ReadonlyMap<string, string | null>;
  readonly #suggested: SuggestedWords | undefined;
  /** By the words as they are written: nearly all cells have one of a few. */
  readonly #cache = new Map<string, Meaning>();

  constructor(id: EnumColumnId, { values }: Wording, suggested: SuggestedWords | undefined) {
    const column = storedColumnOf(id);
    const own = column.kind === 'enum' ? column.values : [];
    this.#id = id;
    this.#own = new Map(own.map((value) => [value.toLowerCase(), value]));
    this.#said = new Map(Object.entries(values?.[id] ?? {}).map(([word, value]) => [wordKey(word), value]));
    this.#suggested = suggested;
  }

  of(word: string): Meaning {
    const known = this.#cache.get(word);
    if (known !== undefined) return known;
    const meaning = this.#find(word);
    if (this.#cache.size < MAX_CACHED) this.#cache.set(word, meaning);
    return meaning;
  }

  get taken(): string[] {
    const words = new Map<string, string>();
    for (const [word, { value, from }] of this.#cache) {
      const key = wordKey(word);
      if (from === 'suggested' && !words.has(key)) words.set(key, `${word.trim()} -> ${value ?? '(empty)'}`);
    }
    return [...words.values()].slice(0, MAX_TOLD);
  }

  /** What was said goes before a value's own name: "open" can be what waits for the customer. */
  #find(word: string): Meaning {
    const said = this.#said.get(wordKey(word));
    if (said !== undefined) return { value: said, from: 'said' };
    const own = this.#own.get(word.toLowerCase());
    if (own !== undefined) return { value: own, from: 'own' };
    const suggested = this.#suggested?.(this.#id, word);
    if (suggested !== undefined) return { value: suggested, from: 'suggested' };
    const isNothing = this.#suggested !== undefined && isNoValue(this.#id, word);
    return isNothing ? { value: null, from: 'suggested' } : UNKNOWN;
  }
}

/** Words are the same whatever their case. */
export function wordKey(word: string): string {
  return word.trim().toLowerCase();
}
