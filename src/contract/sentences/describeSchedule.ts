import { valueLabel, WEEKDAYS } from '../columns/columns';
import { formatDuration, formatShare } from '../format/format';
import { formatCount } from '../format/numbers';
import { formatAll } from '../format/text';
import type { AlertFigure, Delivery, When } from '../responses/schedules';
import { say } from '../texts/texts';

/** When something is mailed, in words: "every Monday at 08:00 (Europe/Berlin)". */
export function describeWhen(when: When, timeZone: string): string {
  return say('schedules.when.zone', { when: timesOf(when), zone: timeZone });
}

function timesOf(when: When): string {
  switch (when.every) {
    case 'hour':
      return when.minute === 0
        ? say('schedules.when.fullHour')
        : say('schedules.when.hour', { minute: String(when.minute).padStart(2, '0') });
    case 'month':
      return when.day === 'last'
        ? say('schedules.when.last', { at: when.at })
        : say('schedules.when.month', { day: when.day, at: when.at });
    case 'week': {
      const { at } = when;
      const days = WEEKDAYS.filter((day) => when.weekdays.includes(day));
      if (days.length === WEEKDAYS.length) return say('schedules.when.day', { at });
      if (days.join() === WEEKDAYS.slice(0, 5).join()) return say('schedules.when.workdays', { at });
      return say('schedules.when.week', { days: formatAll(days.map((day) => valueLabel('createdWeekday', day))), at });
    }
  }
}

/** What is mailed: "Tickets as csv", "Breach rate over 20 %". */
export function describeDelivery(delivery: Delivery): string {
  if (delivery.kind === 'file') return say('schedules.what.file', { format: delivery.format });
  if (delivery.kind !== 'alert') return say(`schedules.kind.${delivery.kind}`);
  const { figure, side, value } = delivery;
  return say(`schedules.alert.${side}`, { figure: figureName(figure), value: formatFigure(figure, value) });
}

export function figureName(figure: AlertFigure): string {
  return say(`schedules.figure.${figure}`);
}

export function formatFigure(figure: AlertFigure, value: number): string {
  if (figure === 'breachRate') return formatShare(value);
  return figure === 'p50' || figure === 'p90' ? formatDuration(Math.round(value)) : formatCount(value);
}
