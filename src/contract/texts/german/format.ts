export const FORMAT = {
  'format.tickets': '{n, plural, one {# Ticket} other {# Tickets}}',
  'format.dayOfYear': '{day}. {month}',
  'format.duration.s': '{n, number} Sek.',
  'format.duration.m': '{n, number} Min.',
  'format.duration.h': '{n, number} Std.',
  'format.duration.d': '{n, plural, one {# Tag} other {# Tage}}',
};
