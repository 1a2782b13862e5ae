import { stripTablePrefix } from '../../contract/columns/columnNames';
import { formatList, quote } from '../../contract/format/text';
import { COMPARATORS } from '../../contract/query/comparators';
import { isFilterKey, labelOf } from '../../contract/query/filters';
import { decodeQueryString } from '../../contract/query/queryString';
import { comparatorWords } from '../filters/language/draft/comparatorWords';

/** The filter that a parameter of a link belongs to, in words as far as it can be read: `Channel is “fax”`. */
export function rawFilterWords(search: string, parameter: string): string | undefined {
  const prefix = /^filters\[\d+\]/.exec(parameter)?.[0];
  if (prefix === undefined) return undefined;
  const parts = partsOf(search).filter(({ name }) => name.startsWith(prefix));
  const partOf = (part: string) => parts.find(({ name }) => name === `${prefix}[${part}]`)?.value;
  const key = stripTablePrefix(partOf('key') ?? '');
  if (!isFilterKey(key)) return undefined;
  const written = partOf('comparator') ?? '';
  const comparator = COMPARATORS.find((each) => each === written);
  const how = comparator === undefined ? quote(written) : comparatorWords(key, comparator);
  const operands = parts.filter(({ name }) => /\[(value|values|from|to)\](\[\d*\])?$/.test(name));
  const words = operands.map(({ value }) => quote(value));
  const said = comparator === 'between' ? words.join(' and ') : formatList(words, 'or', '');
  return `${labelOf(key)} ${how} ${said}`.trim();
}

/** Nothing where the address cannot even be decoded. */
function partsOf(search: string) {
  try {
    return decodeQueryString(search);
  } catch {
    return [];
  }
}
