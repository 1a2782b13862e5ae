import type { DecimalMark } from '../../../../contract/responses/fileDialect';
import { CellError } from './cellError';
import type { FileFact, Place } from './fileFact';

/** Marks that only ever group: blanks of several widths, and the Swiss apostrophe. */
const ONLY_GROUPS = /^([+-]?\d{1,3})((?:[ \u00a0\u2009\u202f'’]\d{3})+)(?=$|[.,])/;
const ONE_MARK = /^([+-]?)(\d*)([.,])(\d+)$/;
/** `1.234.567`, `1,234,567.8`. */
const GROUPED = /^[+-]?\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*(?:([.,])\d+)?$/;
const PLAIN = /^[+-]?\d+$/;
const SHORTENED = /^[+-]?\d+(?:[.,]\d+)?[eE][+-]?\d+$/;

const NAME_OF = { '.': 'point', ',': 'comma' } as const;
const OTHER = { point: 'comma', comma: 'point' } as const;
type Mark = keyof typeof NAME_OF;

/**
 * The number that a text writes, with or without marks between its thousands. `2.000` can be two or two thousand: then
 * the file's decimal mark decides.
 * @throws CellError when it is no number, and what FileFact does.
 */
export function parseNumber(value: string, decimal: FileFact<DecimalMark>, place: Place): number {
  const text = value.replace(ONLY_GROUPS, (found) => found.replace(/[^\d+-]/g, '')).replace(/^\u2212/, '-');
  if (PLAIN.test(text)) return Number(text);
  if (SHORTENED.test(text)) throw new CellError('was shortened by a spreadsheet, its last digits are lost', value);
  const one = ONE_MARK.exec(text);
  if (one !== null) {
    const [, , whole = '', mark, behind = ''] = one;
    return toNumber(text, markOf(whole, mark as Mark, behind, value, decimal, place));
  }
  const grouped = GROUPED.exec(text);
  const [, group, fraction] = grouped ?? [];
  if (group === undefined || group === fraction) throw new CellError('is not a whole number', value);
  // The same mark again and again groups; of two the second one stands before the fraction.
  const proven = fraction === undefined ? OTHER[NAME_OF[group as Mark]] : NAME_OF[fraction as Mark];
  decimal.prove(proven, value, place);
  return toNumber(text, proven);
}

/** The decimal mark with which a number with one mark is read. */
function markOf(
  whole: string,
  mark: Mark,
  behind: string,
  value: string,
  decimal: FileFact<DecimalMark>,
  place: Place,
): DecimalMark {
  const canGroup = behind.length === 3 && /^[1-9]\d{0,2}$/.test(whole);
  if (canGroup) return decimal.require(value, place);
  decimal.prove(NAME_OF[mark], value, place);
  return NAME_OF[mark];
}

function toNumber(text: string, decimal: DecimalMark): number {
  const [group, mark] = decimal === 'point' ? [',', '.'] : ['.', ','];
  return Number(text.replaceAll(group, '').replace(mark, '.'));
}
