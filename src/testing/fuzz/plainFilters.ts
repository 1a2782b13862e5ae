import { COMPARATORS, OPERANDS_OF } from '../../contract/query/comparators';
import { type Filter, type FilterKey, isFilterKey, kindOf, type Operand } from '../../contract/query/filters';
import { makeFilter } from '../../contract/query/makeFilter';

/**
 * The filters of a query string as anybody reads it who knows the names of section 3, and nothing of the server's codec:
 * what the server accepts must mean this, or it has dropped or changed something.
 * @returns undefined where there is no such reading.
 */
export function plainFilters(search: string): Filter[] | undefined {
  const groups = new Map<number, [string, string][]>();
  for (const [name, value] of new URLSearchParams(search)) {
    const match = /^filters\[(\d+)\]\[(\w+)\](?:\[\])?$/.exec(name);
    if (match === null) continue;
    const index = Number(match[1]);
    groups.set(index, [...(groups.get(index) ?? []), [match[2] ?? '', value]]);
  }
  try {
    const filters = [...groups.values()].map(plainFilter);
    return filters.every((filter) => filter !== undefined) ? filters : undefined;
  } catch {
    // The operands do not fit.
    return undefined;
  }
}

function plainFilter(parts: readonly [string, string][]): Filter | undefined {
  const one = (name: string) => parts.find(([each]) => each === name)?.[1];
  const key = one('key')?.replace(/^t\./, '');
  const comparator = COMPARATORS.find((each) => each === one('comparator'));
  if (key === undefined || !isFilterKey(key) || comparator === undefined) return undefined;
  const operand = (text: string): Operand => plainOperand(key, text);
  const orEmpty = one('orEmpty') === '1' ? { orEmpty: true as const } : {};
  switch (OPERANDS_OF[comparator]) {
    case 'none':
      return makeFilter(key, comparator, [], orEmpty);
    case 'range':
      return makeFilter(key, comparator, [operand(one('from') ?? ''), operand(one('to') ?? '')], orEmpty);
    case 'values':
      return makeFilter(
        key,
        comparator,
        parts.filter(([name]) => name === 'values').map(([, text]) => operand(text)),
        orEmpty,
      );
    case 'value':
      return makeFilter(key, comparator, [operand(one('value') ?? '')], orEmpty);
  }
}

function plainOperand(key: FilterKey, text: string): Operand {
  return kindOf(key) === 'integer' ? Number(text) : text;
}
