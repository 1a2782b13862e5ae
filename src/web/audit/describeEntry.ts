import { columnOf, isColumnId } from '../../contract/columns/columns';
import { formatTime } from '../../contract/format/format';
import { COMPARATORS, type Comparator } from '../../contract/query/comparators';
import { isFilterKey, isKeyOf, labelOf } from '../../contract/query/filters';
import { makeFilter } from '../../contract/query/makeFilter';
import { decodeQueryString } from '../../contract/query/queryString';
import { BUCKETS } from '../../contract/query/requests';
import type { AuditEntry } from '../../contract/responses/auditResponses';
import { describeFilter } from '../../contract/sentences/describeFilter';
import { knownServerWords } from '../../contract/texts/serverWords';
import { say } from '../../contract/texts/texts';
import { describeComparator } from '../filters/language/draft/describeComparator';

/** What was done, such as "Downloaded csv, 1,234 rows". */
export function describeDeed({ kind, detail, rows, times }: AuditEntry): string {
  const told = kind === 'refused' ? partsOf(detail).why : detail;
  // Names of formats and of tokens are no words.
  const how = told === null ? null : (knownServerWords(told) ?? told);
  const what = [say(`audit.kind.${kind}`), how].filter((part) => part !== null).join(': ');
  const size = rows === null ? '' : say('audit.rows', { n: rows });
  return `${what}${size}${times > 1 ? say('audit.times', { n: times }) : ''}`;
}

/** "GET /profile: Sign in to go on": what was asked for, and why not. */
function partsOf(detail: string | null): { request: string; why: string | null } {
  const [, request = '', why = null] = /^([A-Z]+ [^\s:]+)(?:: (.+))?$/s.exec(detail ?? '') ?? [undefined, '', detail];
  return { request, why };
}

/** What was asked for: the request that was refused, and the query in words. */
export function describeRequest({ kind, detail, query }: AuditEntry): string {
  const request = kind === 'refused' ? partsOf(detail).request : '';
  return [request, describeQuery(query ?? '')].filter((words) => words !== '').join(' · ');
}

const NAMING: readonly string[] = ['columns', 'column', 'groupBy'];

/** Whether a query says that a column was shown; a filter on it says nothing of the kind. */
function namesColumn(query: string, column: string): boolean {
  return decodeQueryString(query).some(({ name, value }) => NAMING.includes(name) && value.split(',').includes(column));
}

/** "26 columns with Agent and Raw data", and one that the query does not name; a level can hide those that are named. */
export function describeColumns({ columns, chosenBy, query }: AuditEntry): string {
  const hideable = (names: readonly string[] | null) =>
    (names ?? []).filter((name) => isColumnId(name) && columnOf(name).sensitive === true).map(nameOf);
  const shown = hideable(columns);
  const chosen = hideable(chosenBy);
  return [
    columns === null || columns.length === 0
      ? ''
      : columns.length === 1
        ? columns
            .filter((name) => !namesColumn(query ?? '', name))
            .map(nameOf)
            .join('')
        : say('audit.columns', { n: columns.length }),
    shown.length === 0 || columns?.length === 1 ? '' : say('audit.with', { columns: listed(shown) }),
    chosen.length === 0 ? '' : say('audit.chosenBy', { columns: listed(chosen) }),
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function listed(names: readonly string[]): string {
  return names.reduce((list, last) => say('format.and', { list, last }));
}

function nameOf(name: string): string {
  return isFilterKey(name) ? labelOf(name) : name;
}

/** A filter of the audit: in words, or with the number of values that stand in their place. */
interface Said {
  key: string;
  comparator: string;
  operands: string[];
  orEmpty: boolean;
  count: number | null;
}

/** A canonical query as it reads: "Channel is chat or email · Topic is 1 value · by Closed ↓". */
export function describeQuery(query: string): string {
  const filters: Said[] = [];
  const others: string[] = [];
  const order = { fields: [''], directions: [''] };
  for (const { name, value } of decodeQueryString(query)) {
    const [, index, part] = /^filters\[(\d+)\]\[(\w+)\]/.exec(name) ?? [];
    if (index !== undefined) {
      const filter = filters[Number(index)] ?? { key: '', comparator: '', operands: [], orEmpty: false, count: null };
      filters[Number(index)] = filter;
      if (part === 'key' || part === 'comparator') filter[part] = value;
      else if (part === 'count') filter.count = Number(value);
      else if (part === 'orEmpty') filter.orEmpty = true;
      else filter.operands.push(value);
    } else if (name === 'orderByField') order.fields = value.split(',');
    else if (name === 'orderByDirection') order.directions = value.split(',');
    else if (name === 'groupBy') others.push(say('audit.by', { columns: nameOf(value) }));
    else if (name === 'column') others.push(nameOf(value));
    else if (name === 'asOf') others.push(say('audit.asOf', { time: formatTime(value) }));
    else if (name === 'bucket' && isBucket(value)) others.push(say(`chart.bucket.by.${value}`));
    else if (name === 'columns') others.push(value.split(',').map(nameOf).join(', '));
    else if (name === 'search[count]') others.push(say('grid.search'));
    else if (name === 'from' || name === 'to' || name === 'user') others.push(`${say(`audit.${name}`)} ${value}`);
    // The level of an entry is said beside it.
    else if (name !== 'asLevel') others.push(`${name} ${value}`);
  }
  const by = order.fields.filter((field) => field !== '').map((field, at) => `${nameOf(field)} ${arrowOf(order, at)}`);
  return [
    ...filters.map(filterWords),
    ...(by.length === 0 ? [] : [say('audit.by', { columns: by.join(', ') })]),
    ...others,
  ]
    .filter((words) => words !== '')
    .join(' · ');
}

function arrowOf({ directions }: { directions: readonly string[] }, at: number): string {
  return directions[at] === 'desc' ? '↓' : '↑';
}

function isBucket(text: string): text is (typeof BUCKETS)[number] {
  return BUCKETS.some((each) => each === text);
}

/** What an older version wrote may be no filter of today. */
function filterWords({ key, comparator, operands, orEmpty, count }: Said): string {
  const values = count === null ? operands.join(' ') : say('audit.values', { n: count });
  if (!isFilterKey(key) || !isComparator(comparator)) return [nameOf(key), comparator, values].join(' ');
  if (count !== null) return [labelOf(key), describeComparator(key, comparator), values].join(' ');
  const typed = isKeyOf(key, 'integer') ? operands.map(Number) : operands;
  try {
    const { subject, condition } = describeFilter(makeFilter(key, comparator, typed, orEmpty ? { orEmpty } : {}));
    return `${subject} ${condition}`;
  } catch {
    return [labelOf(key), describeComparator(key, comparator), values].join(' ');
  }
}

function isComparator(text: string): text is Comparator {
  return COMPARATORS.some((each) => each === text);
}
