import { type ColumnId, columnOf } from '../../../../contract/columns/columns';
import { type FileHeaders, secondsForm } from '../../../../contract/columns/fileHeaders';
import { DAY_SECONDS, HOUR_SECONDS, MINUTE_SECONDS } from '../../../../contract/time/units';
import { parseWallTime } from '../../../../contract/time/wallTime';
import { cellText, type TextChanges } from './cellText';
import { STYLE } from './styles';

/** A value as the engine sends it. */
export type CellValue = string | number | null;

/** Writes the `<c>` element of a value; `reference` is `A1`. */
export type CellWriter = (reference: string, value: CellValue) => string;

/** Numbers with more digits than Excel keeps (15) are written as text, which stays exact. */
const EXACT_IN_EXCEL = 1e15;

/** How the cells of a column are written. Enums, like text, are text. */
export function cellWriter(id: ColumnId, headers: FileHeaders, changes: TextChanges): CellWriter {
  const form = headers === 'labels' ? secondsForm(id) : null;
  if (form !== null) return secondsWriter(form, changes);
  switch (columnOf(id).kind) {
    case 'integer':
      return (reference, value) =>
        typeof value === 'number' && Math.abs(value) < EXACT_IN_EXCEL
          ? `<c r="${reference}" s="${STYLE.integer}"><v>${value}</v></c>`
          : textCell(reference, value, changes);
    case 'timestamp': {
      const serialOf = dayCache();
      return (reference, value) => {
        const serial = typeof value === 'string' ? serialOf(value) : undefined;
        return serial === undefined
          ? textCell(reference, value, changes)
          : `<c r="${reference}" s="${STYLE.time}"><v>${serial}</v></c>`;
      };
    }
    default:
      return (reference, value) => textCell(reference, value, changes);
  }
}

/** Past its last day, 9999-12-31, Excel shows no duration. */
const LAST_DURATION = 2_958_465 * DAY_SECONDS;

/** Seconds as the spreadsheet's duration or as decimal hours; as text in the same words where it would not be shown. */
function secondsWriter(form: 'duration' | 'hours', changes: TextChanges): CellWriter {
  const [size, style] = form === 'duration' ? [DAY_SECONDS, STYLE.duration] : [HOUR_SECONDS, STYLE.hours];
  return (reference, value) => {
    if (typeof value !== 'number') return textCell(reference, value, changes);
    const isShown = form === 'duration' ? value >= 0 && value <= LAST_DURATION : Math.abs(value) < EXACT_IN_EXCEL;
    return isShown
      ? `<c r="${reference}" s="${style}"><v>${value / size}</v></c>`
      : textCell(reference, hoursText(value), changes);
  };
}

/** `-26:15:00`. */
function hoursText(seconds: number): string {
  const all = Math.abs(seconds);
  const two = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.floor((all % HOUR_SECONDS) / MINUTE_SECONDS);
  const sign = seconds < 0 ? '-' : '';
  return `${sign}${Math.floor(all / HOUR_SECONDS)}:${two(minutes)}:${two(all % MINUTE_SECONDS)}`;
}

/** Inline, since a shared table of texts would grow with the file. A text cell is never run as a formula. */
export function textCell(
  reference: string,
  value: CellValue,
  changes: TextChanges,
  style: number = STYLE.text,
): string {
  if (value === null) return '';
  const text = cellText(String(value), changes);
  return `<c r="${reference}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`;
}

/** 1970-01-01 in Excel's count of days. */
const UNIX_EPOCH_DAY = 25_569;
/** 1900-03-01: before it Excel counts a 29 February 1900 that never was, and other programs do not. */
const FIRST_AGREED_DAY = 61;
/** More days than a report spans; bounded, so that memory stays flat. */
const CACHED_DAYS = 20_000;

/**
 * Wall time as Excel's days and fractions of a day: no zone is involved. Undefined for a time that programs
 * disagree on. Days repeat from row to row, so each is computed once.
 */
function dayCache(): (wallTime: string) => number | undefined {
  const days = new Map<string, number | undefined>();
  const dayOf = (date: string): number | undefined => {
    const seconds = parseWallTime(date);
    const day = seconds === null ? 0 : seconds / DAY_SECONDS + UNIX_EPOCH_DAY;
    return day < FIRST_AGREED_DAY ? undefined : day;
  };
  return (wallTime) => {
    const date = wallTime.slice(0, 10);
    let day = days.get(date);
    if (day === undefined) {
      if (days.size >= CACHED_DAYS) days.clear();
      day = dayOf(date);
      days.set(date, day);
    }
    if (day === undefined) return undefined;
    const [hours, minutes, seconds] = [wallTime.slice(11, 13), wallTime.slice(14, 16), wallTime.slice(17, 19)];
    return day + (Number(hours) * HOUR_SECONDS + Number(minutes) * MINUTE_SECONDS + Number(seconds)) / DAY_SECONDS;
  };
}
