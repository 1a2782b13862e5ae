import { formatCount } from '../../../../contract/format/numbers';
import type { FileQuestion } from '../../../../contract/responses/fileDialect';
import { type ImportError, OpenQuestion, Undecided } from '../../importError';
import { CellError, showValue } from './cellError';

/** Where a cell stands. */
export interface Place {
  file: string;
  line: number;
  column: string;
}

interface FactWords {
  parameter: FileQuestion['parameter'];
  /** "can have the day or the month first". */
  doubt: string;
  /** What a value proves, by the fact's value: "has the day first". */
  proves: Readonly<Record<string, string>>;
}

/**
 * Something that holds for all values of a file, such as the order of day and month: said by its sender, or proven by
 * a value that can mean one thing only. It is never guessed.
 */
export class FileFact<T extends string> {
  readonly #words: FactWords;
  readonly #values: readonly T[];
  readonly #isGiven: boolean;
  #value: T | undefined;
  #proof: string | undefined;
  /** While the file is looked through: the first value that can mean two things, and how many there are. */
  #doubts: { first: string; count: number } | undefined;

  constructor(words: FactWords, values: readonly T[], given: T | undefined) {
    this.#words = words;
    this.#values = values;
    this.#value = given;
    this.#isGiven = given !== undefined;
  }

  get value(): T | undefined {
    return this.#value;
  }

  /**
   * Takes what a value proves.
   * @throws CellError when the sender said otherwise, ImportError when another value proves the contrary.
   */
  prove(value: T, cell: unknown, place: Place): void {
    if (this.#value === value) return;
    const shown = describeCell(cell, place);
    if (this.#value === undefined) {
      this.#value = value;
      this.#proof = shown;
      return;
    }
    if (this.#isGiven) throw new CellError(`${this.#words.proves[value]}, against what was said`, cell);
    throw this.#question(
      `${place.file}: ${this.#proof} ${this.#words.proves[this.#value]}, and ${shown} ${this.#words.proves[value]}. ` +
        'Say which counts; what does not fit is rejected then',
    );
  }

  /** The fact's value, for a cell that means nothing without it. @throws Undecided, or CellError while the file is looked through. */
  require(cell: unknown, place: Place): T {
    if (this.#value !== undefined) return this.#value;
    if (this.#doubts === undefined) throw new Undecided(this.#words.parameter);
    if (this.#doubts.count === 0) this.#doubts.first = describeCell(cell, place);
    this.#doubts.count += 1;
    throw new CellError(this.#words.doubt, cell);
  }

  /** From now on values that can mean two things are counted, until one is met that proves which. */
  lookThrough(): void {
    this.#doubts = { first: '', count: 0 };
  }

  /** Whether a value was met that means nothing without it. */
  get isInDoubt(): boolean {
    return this.#value === undefined && (this.#doubts?.count ?? 0) > 0;
  }

  /** Ends that without an answer. */
  stopLooking(): void {
    this.#doubts = undefined;
  }

  /** Ends that. @param end "in it", or how far the file was looked through. @throws OpenQuestion when nothing proved it. */
  settle(file: string, end: string): void {
    const { first = '', count = 0 } = this.#doubts ?? {};
    this.#doubts = undefined;
    if (this.#value !== undefined || count === 0) return;
    const others = count > 1 ? ` and ${formatCount(count - 1)} more` : '';
    throw this.#question(`${file}: ${first}${others} ${this.#words.doubt}, and no value ${end} proves which`);
  }

  #question(message: string): ImportError {
    return new OpenQuestion({ parameter: this.#words.parameter, allowed: [...this.#values], message });
  }
}

function describeCell(cell: unknown, { line, column }: Place): string {
  return `${showValue(cell)} (line ${line}, ${column})`;
}
