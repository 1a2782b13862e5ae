import { ImportError } from '../../importError';
import type { Place } from './fileFact';

/** `INC-100000`, `#4711`, `Ticket 4711`: a few letters, at most one mark, and the number. */
const PREFIXED = /^([A-Za-z]{1,12}[-_ #]?|#)(\d{1,16})$/;
/** `CAS-01000-C7Q2F3`: a running number, and letters that make it hard to guess. */
const SUFFIXED = /^([A-Za-z]{1,12}-)(\d{1,16})-([A-Z\d]{4,8})$/;
/** `M 2610 1234`: of all such ids the first group has four digits, so that no two have the same ones. */
const GROUPED = /^([A-Za-z]{1,4} )(\d{4}) (\d{3,6})$/;
/** More suffixes than a file of Excel has rows are not kept. */
const MAX_SUFFIXES = 1_100_000;

/**
 * Ids that have the same text before their digits, which alone are stored. That is taken only while different ids
 * cannot become the same number: one prefix, and leading zeros in numbers of one length alone.
 */
export class IdForm {
  #prefix: string | undefined;
  #first = '';
  /** Length of the digits of ids that begin with a zero. */
  #padded: number | undefined;
  #shortestPlain = Number.POSITIVE_INFINITY;
  /** Whether the digits of ids stand in two groups. */
  #isGrouped: boolean | undefined;
  /** What stands behind the digits of ids, where something does: two of them with the same digits are refused. */
  readonly #suffixes = new Map<string, string>();

  /** Undefined before an id with one was read. */
  get prefix(): string | undefined {
    return this.#prefix === '' ? undefined : this.#prefix;
  }

  /** The digits of an id with a prefix; undefined when it is written in another way. @throws ImportError as below. */
  digitsOf(id: string, place: Place): string | undefined {
    const grouped = GROUPED.exec(id);
    const match = grouped ?? PREFIXED.exec(id) ?? SUFFIXED.exec(id);
    if (match === null) return undefined;
    const [, prefix = '', first = '', rest = ''] = match;
    const [digits, suffix] = grouped === null ? [first, rest] : [first + rest, ''];
    this.#isGrouped ??= grouped !== null;
    if (this.#isGrouped !== (grouped !== null)) throw sameDigits(id, place);
    if (suffix !== '' || this.#suffixes.size > 0) this.#requireOneSuffix(digits, suffix, id, place);
    this.#requirePrefix(prefix, id, place);
    this.#requireOneWay(digits, id, place);
    return digits;
  }

  /** Takes note of an id without a prefix. @throws ImportError when earlier ones had one. */
  seePlain(id: string, place: Place): void {
    if (this.#prefix !== '') this.#requirePrefix('', id, place);
  }

  #requireOneSuffix(digits: string, suffix: string, id: string, place: Place): void {
    const known = this.#suffixes.get(digits) ?? suffix;
    const hadNone = this.#suffixes.size === 0 && this.#prefix !== undefined;
    if (suffix !== '' && !hadNone && known === suffix && this.#suffixes.size < MAX_SUFFIXES) {
      this.#suffixes.set(digits, suffix);
      return;
    }
    throw sameDigits(id, place);
  }

  #requirePrefix(prefix: string, id: string, { file, line }: Place): void {
    if (this.#prefix === undefined) {
      this.#prefix = prefix;
      this.#first = `${id} (line ${line})`;
    }
    if (this.#prefix === prefix) return;
    throw new ImportError(
      `${file}: ids begin differently, ${this.#first} and ${id} (line ${line}), so their digits alone do not tell tickets apart; map id to a column of numbers`,
    );
  }

  #requireOneWay(digits: string, id: string, { file, line }: Place): void {
    const { length } = digits;
    const isPadded = length > 1 && digits.startsWith('0');
    if (isPadded) this.#padded ??= length;
    else this.#shortestPlain = Math.min(this.#shortestPlain, length);
    const padded = this.#padded;
    if (padded === undefined || ((!isPadded || padded === length) && this.#shortestPlain >= padded)) return;
    throw new ImportError(
      `${file}: ids have zeros before numbers of different lengths, as ${id} (line ${line}) has, so two of them could be the same number; map id to a column of numbers`,
    );
  }
}

function sameDigits(id: string, { file, line }: Place): ImportError {
  return new ImportError(
    `${file}: the digits of ${id} (line ${line}) alone do not tell it apart from other tickets; map id to a column of numbers`,
  );
}
