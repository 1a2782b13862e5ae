/** Numbers, durations and days (contract/format). */
export const FORMAT = {
  'format.tickets': '{n, plural, one {# ticket} other {# tickets}}',
  'format.dayOfYear': '{day} {month}',
  'format.duration.s': '{n, number} s',
  'format.duration.m': '{n, number} min',
  'format.duration.h': '{n, number} h',
  'format.duration.d': '{n, number} d',
} as const;
