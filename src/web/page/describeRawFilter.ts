import { stripTablePrefix } from '../../contract/columns/columnNames';
import { formatAll, formatList, quote } from '../../contract/format/text';
import { COMPARATORS } from '../../contract/query/comparators';
import { isFilterKey, labelOf } from '../../contract/query/filters';
import { decodeQueryString } from '../../contract/query/queryString';
import { describeComparator } from '../filters/language/draft/describeComparator';

/** Describes the filter of a link that a parameter belongs to, as far as it is valid: `Channel is “fax”`. */
export function describeRawFilter(search: string, parameter: string): string | undefined {
  const prefix = /^filters\[\d+\]/.exec(parameter)?.[0];
  if (prefix === undefined) return undefined;
  const parts = partsOf(search).filter(({ name }) => name.startsWith(prefix));
  const partOf = (part: string) => parts.find(({ name }) => name === `${prefix}[${part}]`)?.value;
  const key = stripTablePrefix(partOf('key') ?? '');
  if (!isFilterKey(key)) return undefined;
  const written = partOf('comparator') ?? '';
  const comparator = COMPARATORS.find((each) => each === written);
  const how = comparator === undefined ? quote(written) : describeComparator(key, comparator);
  const operands = parts.filter(({ name }) => /\[(value|values|from|to)\](\[\d*\])?$/.test(name));
  const values = operands.map(({ value }) => quote(value));
  const operandText = comparator === 'between' ? formatAll(values) : formatList(values, 'or', 'oneOf');
  return `${labelOf(key)} ${how} ${operandText}`.trim();
}

/** Empty where the query string cannot be decoded. */
function partsOf(search: string) {
  try {
    return decodeQueryString(search);
  } catch {
    return [];
  }
}
