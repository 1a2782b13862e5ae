import { columnOf, isColumnId } from '../../contract/columns/columns';
import { isFilterKey, labelOf } from '../../contract/query/filters';
import { decodeQueryString } from '../../contract/query/queryString';
import type { AuditEntry } from '../../contract/responses/auditResponses';
import { knownServerWords } from '../../contract/texts/serverWords';
import { say } from '../../contract/texts/texts';

/** What was done, such as "Downloaded csv, 1,234 rows". */
export function describeDeed({ kind, detail, rows, times }: AuditEntry): string {
  // Names of formats and of tokens are no words.
  const how = detail === null ? null : (knownServerWords(detail) ?? detail);
  const what = [say(`audit.kind.${kind}`), how].filter((part) => part !== null).join(': ');
  const size = rows === null ? '' : say('audit.rows', { n: rows });
  return `${what}${size}${times > 1 ? say('audit.times', { n: times }) : ''}`;
}

/** "26 columns with Agent and Raw data"; a level can hide those that are named. */
export function describeColumns({ columns, chosenBy }: AuditEntry): string {
  const hideable = (names: readonly string[] | null) =>
    (names ?? []).filter((name) => isColumnId(name) && columnOf(name).sensitive === true).map(nameOf);
  const shown = hideable(columns);
  const chosen = hideable(chosenBy);
  return [
    columns === null || columns.length === 0
      ? ''
      : columns.length === 1
        ? columns.map(nameOf).join('')
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

/** A canonical query as it reads: "Channel in chat, email · Topic = 1 value · orderByField closedAt". */
export function describeQuery(query: string): string {
  const filters: string[][] = [];
  const others: string[] = [];
  for (const { name, value } of decodeQueryString(query)) {
    const [, index, part] = /^filters\[(\d+)\]\[(\w+)\]/.exec(name) ?? [];
    if (index === undefined) others.push(`${name} ${value}`);
    else {
      const words = filters[Number(index)] ?? [];
      filters[Number(index)] = words;
      words.push(part === 'key' ? nameOf(value) : part === 'count' ? say('audit.values', { n: Number(value) }) : value);
    }
  }
  return [...filters.map((words) => words.join(' ')), ...others].join(' · ');
}
