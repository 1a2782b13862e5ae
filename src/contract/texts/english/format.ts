/** Numbers, durations, days, quotes and lists (contract/format). */
export const FORMAT = {
  'format.dayOfMonth': '{day}',
  'format.tickets': '{n, plural, one {# ticket} other {# tickets}}',
  'format.dayOfYear': '{day} {month}',
  'format.duration.s': '{n, number} s',
  'format.duration.m': '{n, number} min',
  'format.duration.h': '{n, number} h',
  'format.duration.d': '{n, number} d',
  'format.quoted': '“{text}”',
  'format.cut': '“{shown}…” ({n, number} characters)',
  'format.and': '{list} and {last}',
  'format.or': '{list} or {last}',
  'format.nor': '{list} nor {last}',
  'format.many.oneOf': 'one of {n, number} values: {values} and {more, number} more',
  'format.many.noneOf': 'none of {n, number} values: {values} and {more, number} more',
  'format.many.anyOf': 'any of {n, number} values: {values} and {more, number} more',
  'format.withoutHolidays': '{hours}, without holidays ({off})',
} as const;
