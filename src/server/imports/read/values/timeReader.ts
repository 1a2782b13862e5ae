import { NO_TIME_OF_DAY } from '../../../../contract/responses/fileDialect';
import { DAY_SECONDS } from '../../../../contract/time/units';
import { parseWallTime } from '../../../../contract/time/wallTime';
import { Undecided } from '../../importError';
import { CellError } from './cellError';
import { serialOf, wallTimeOfSerial } from './excelSerial';
import type { Place } from './fileFact';
import { parseTime, type WrittenTime } from './parseTime';
import { readTime } from './readTime';
import type { ValueFacts } from './valueFacts';
import type { WallClock } from './wallClock';

const PLAIN_CLOCK = /^ (?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?$/;
/** More days than tickets of one file span; bounded, since cells can hold anything. */
const CACHED_DAYS = 20_000;
const END_OF_DAY = DAY_SECONDS - 1;
const MIDNIGHT = ' 00:00:00';
/** With a time of day, and without an offset, which only programs write that have times. */
const ENDS_WITH_CLOCK = /\d:\d\d(?::\d\d)?(?: ?[ap]\.?m\.?)?$/i;

/** Reads the times of one file, in whatever way it writes them. */
export class TimeReader {
  readonly #clock: WallClock;
  readonly #facts: ValueFacts;
  /** Dates without a doubt, by their text: taking each apart again takes longer than all the rest of a row. */
  readonly #days = new Map<string, string>();
  #converted = 0;

  constructor(clock: WallClock, facts: ValueFacts) {
    this.#clock = clock;
    this.#facts = facts;
  }

  /** Number of times so far that were written with `T` or an offset. */
  get converted(): number {
    return this.#converted;
  }

  /** Wall time. @throws CellError, and what FileFact does. */
  read(value: unknown, place: Place): string {
    const time = this.#read(value, place);
    return place.column === 'dueBy' && typeof value === 'string' ? this.#deadline(value, time) : time;
  }

  /** A deadline at midnight is a date alone where all of them are. */
  #deadline(value: string, time: string): string {
    if (!ENDS_WITH_CLOCK.test(value)) return time;
    const { midnights, timeOfDay } = this.#facts;
    if (!time.endsWith(MIDNIGHT)) {
      midnights.seeTime();
      return time;
    }
    if (midnights.isDate === undefined) {
      if (this.#facts.isLooking) return time;
      throw new Undecided('midnight');
    }
    if (!midnights.isDate) return time;
    if (timeOfDay === undefined) throw new CellError(NO_TIME_OF_DAY, value);
    return timeOfDay === 'start' ? time : `${time.slice(0, 11)}${clockAt(END_OF_DAY)}`;
  }

  #read(value: unknown, place: Place): string {
    if (typeof value === 'string') {
      const known = this.#known(value);
      if (known !== undefined) return known;
    }
    const time = readTime(value, this.#clock);
    if ('wallTime' in time) {
      if (time.converted) this.#converted += 1;
      return time.wallTime;
    }
    return this.#readOther(value, place, time.reason);
  }

  #known(text: string): string | undefined {
    const space = text.indexOf(' ');
    if (space === -1) return undefined;
    const day = this.#days.get(text.slice(0, space));
    const clock = text.slice(space);
    if (day === undefined || !PLAIN_CLOCK.test(clock)) return undefined;
    return `${day}${clock}${clock.length === 6 ? ':00' : ''}`;
  }

  #readOther(value: unknown, place: Place, reason: string): string {
    const serial = serialOf(value);
    const ofSerial = serial === undefined ? undefined : wallTimeOfSerial(serial);
    if (ofSerial !== undefined) return ofSerial;
    const written = typeof value === 'string' ? parseTime(value) : undefined;
    if (written === undefined || typeof value !== 'string') throw new CellError(reason, value);
    const { timeOfDay } = this.#facts;
    if (written.clock === undefined && timeOfDay === undefined) throw new CellError(NO_TIME_OF_DAY, value);
    const date = this.#dateOf(written, value, place);
    const midnight = parseWallTime(date);
    if (midnight === null) throw new CellError(NO_SUCH_TIME, value);
    const clock = written.clock ?? (timeOfDay === 'end' ? clockAt(END_OF_DAY) : clockAt(0));
    const wall = parseWallTime(`${date} ${clock}`);
    if (wall === null) throw new CellError(NO_SUCH_TIME, value);
    this.#remember(value, date);
    if (written.offset === undefined) return `${date} ${clock}`;
    this.#converted += 1;
    const moved = this.#clock.at((wall - written.offset) * 1000);
    if (parseWallTime(moved) === null) throw new CellError('is not from 1900 to 2299', value);
    return moved;
  }

  #dateOf(written: WrittenTime, value: string, place: Place): string {
    const { year, month, day, numbers } = written;
    if (month !== undefined && day !== undefined) return dateText(year, month, day);
    const [first, second] = numbers;
    // The same day either way, or none at all.
    if (first === second || (first > 12 && second > 12)) return dateText(year, second, first);
    if (first > 12) this.#facts.dates.prove('dmy', value, place);
    else if (second > 12) this.#facts.dates.prove('mdy', value, place);
    const order = this.#facts.dates.require(value, place);
    return order === 'dmy' ? dateText(year, second, first) : dateText(year, first, second);
  }

  #remember(text: string, date: string): void {
    const space = text.indexOf(' ');
    if (space === -1) return;
    if (this.#days.size >= CACHED_DAYS) this.#days.clear();
    // What is behind the first blank may belong to the date: `2 Oct 2026`.
    if (PLAIN_CLOCK.test(text.slice(space))) this.#days.set(text.slice(0, space), date);
  }
}

const NO_SUCH_TIME = 'is no such time, or not from 1900 to 2299';

function dateText(year: number, month: number, day: number): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function clockAt(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(11, 19);
}
