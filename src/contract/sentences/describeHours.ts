import { say, spokenLocale } from '../texts/texts';

const DAYS = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su'];

/** Hours of work as they are set (`Mo-Fr 08:00-18:00, without holidays (DE-BY)`) in the spoken language. */
export function describeHours(set: string): string {
  const [, hours = set, off] = /^(.*), without holidays \((.*)\)$/.exec(set) ?? [];
  const named = hours.replace(/\b(?:Mo|Tu|We|Th|Fr|Sa|Su)\b/g, (day) => dayName(DAYS.indexOf(day)));
  return off === undefined ? named : say('format.withoutHolidays', { hours: named, off });
}

/** `Mo`; the 5 January 2026 is a Monday. */
function dayName(index: number): string {
  const name = new Intl.DateTimeFormat(spokenLocale(), { weekday: 'short', timeZone: 'UTC' });
  return name.format(new Date(Date.UTC(2026, 0, 5 + index))).slice(0, 2);
}
