import { DAY_SECONDS, HOUR_SECONDS, MINUTE_SECONDS } from '../../../../contract/time/units';
import { wallTimeOfSerial } from '../values/excelSerial';
import type { NumberKind } from './cellStyles';
import { plainText } from './plainText';
import type { SharedTexts } from './sharedTexts';

export interface CellContext {
  texts: SharedTexts;
  kinds: readonly NumberKind[];
  from1904: boolean;
}

/** What a cell holds: text, or a number that is no time; undefined when it is empty. */
export type SheetValue = string | number | undefined;

/** @param type the `t` of the cell. @param style its `s`. @param value what was stored, also of a formula. */
export function cellValue(type: string, style: number, value: string, context: CellContext): SheetValue {
  switch (type) {
    case 's':
      return context.texts.get(Number(value));
    case 'str':
      return plainText(value);
    case 'inlineStr':
      return plainText(value);
    case 'b':
      return value === '1' ? 'true' : 'false';
    case 'e':
      return value;
    case 'd':
      return value;
    default:
      return value === '' ? undefined : numberValue(value, context.kinds[style] ?? 'number', context.from1904);
  }
}

function numberValue(text: string, kind: NumberKind, from1904: boolean): SheetValue {
  const number = Number(text);
  if (!Number.isFinite(number)) return text;
  if (kind === 'number') return number;
  // A time of day is a day's fraction.
  if (kind === 'duration' || Math.abs(number) < 1) return hoursText(number);
  const time = wallTimeOfSerial(number, from1904) ?? number;
  // A format that shows no time of day, and a value that has none.
  return kind === 'day' && typeof time === 'string' && Number.isInteger(number) ? time.slice(0, 10) : time;
}

/** `26:15:00` of days. */
function hoursText(days: number): string {
  const seconds = Math.round(Math.abs(days) * DAY_SECONDS);
  const two = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.floor((seconds % HOUR_SECONDS) / MINUTE_SECONDS);
  const sign = days < 0 ? '-' : '';
  return `${sign}${Math.floor(seconds / HOUR_SECONDS)}:${two(minutes)}:${two(seconds % MINUTE_SECONDS)}`;
}
