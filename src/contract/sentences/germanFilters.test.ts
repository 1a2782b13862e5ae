import { expect, test } from 'vitest';
import { GERMAN_SERVER_TEXTS } from '../languages/germanServer';
import type { Filter } from '../query/filters';
import { spokenIn } from '../texts/texts';
import { describeFilters } from './describeFilter';

/** Filters as a German reads them on chips, in mails and in files. */
test.each<[Filter, string]>([
  [{ key: 'outgoingMessages', comparator: '=', value: 0 }, 'Ausgehende Nachrichten sind 0'],
  [{ key: 'internalMessages', comparator: 'isEmpty' }, 'Interne Nachrichten sind leer'],
  [{ key: 'incomingMessages', comparator: 'notIn', values: [1, 2] }, 'Eingehende Nachrichten sind weder 1 noch 2'],
  [{ key: 'allTags', comparator: 'contains', value: 'vip' }, 'Tags enthalten „vip“'],
  [{ key: 'allTags', comparator: 'isEmpty' }, 'Tags sind leer'],
  [{ key: 'topic', comparator: 'contains', value: 'vip' }, 'Thema enthält „vip“'],
  [
    { key: 'topic', comparator: 'notIn', values: ['a', 'b', 'c'], orEmpty: true },
    'Thema ist nichts davon: a, b oder c, oder ist leer',
  ],
  [{ key: 'createdHour', comparator: '=', value: 8 }, 'Stunde der Erstellung ist 8'],
  [{ key: 'secondsToClose', comparator: 'between', from: 86_400, to: 259_200 }, 'Lösungszeit 1 Tag bis 3 Tage'],
  [{ key: 'againstDeadline', comparator: '<', value: 7200 }, 'Zeit zur Frist früher als 2 Std. danach'],
  [{ key: 'againstDeadline', comparator: '>=', value: -7200 }, 'Zeit zur Frist frühestens 2 Std. davor'],
  [
    { key: 'againstDeadline', comparator: 'between', from: -7200, to: 3600 },
    'Zeit zur Frist 2 Std. davor bis 1 Std. danach',
  ],
  [{ key: 'createdAt', comparator: '>=', value: 'now-1w/w' }, 'Erstellt ab letzter Woche'],
  [{ key: 'createdAt', comparator: '>=', value: 'now/M' }, 'Erstellt ab diesem Monat'],
  [{ key: 'dueBy', comparator: '<=', value: 'now+1w/w' }, 'Fällig bis einschließlich nächster Woche'],
  [{ key: 'dueBy', comparator: '<=', value: 'now/d' }, 'Fällig bis einschließlich heute'],
])('%j', (filter, words) => {
  expect(spokenIn(GERMAN_SERVER_TEXTS, () => describeFilters([filter]))).toBe(words);
});
