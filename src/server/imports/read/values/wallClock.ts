import { DAY_SECONDS } from '../../../../contract/time/units';
import { parseWallTime, wallTimeIn } from '../../../../contract/time/wallTime';

const DAY_MS = DAY_SECONDS * 1000;

/**
 * Converts instants to a zone's wall time. A call of Intl takes longer than all the rest of reading a row, so the
 * offset is cached for each day without a clock change.
 */
export class WallClock {
  readonly #timeZone: string;
  /** Milliseconds ahead of UTC by day since 1970; null when they change on that day. */
  readonly #offsets = new Map<number, number | null>();

  constructor(timeZone: string) {
    this.#timeZone = timeZone;
  }

  /** `YYYY-MM-DD HH:mm:ss` in the zone. @param instant milliseconds since 1970 in UTC. */
  at(instant: number): string {
    const offset = this.#dayOffset(Math.floor(instant / DAY_MS));
    if (offset === null) return wallTimeIn(this.#timeZone, new Date(instant));
    return new Date(instant + offset).toISOString().slice(0, 19).replace('T', ' ');
  }

  #dayOffset(day: number): number | null {
    const known = this.#offsets.get(day);
    if (known !== undefined) return known;
    const start = this.#offset(day * DAY_MS);
    const offset = start === this.#offset((day + 1) * DAY_MS) ? start : null;
    this.#offsets.set(day, offset);
    return offset;
  }

  /** Null outside the years that the store can hold. */
  #offset(instant: number): number | null {
    const wall = parseWallTime(wallTimeIn(this.#timeZone, new Date(instant)));
    return wall === null ? null : wall * 1000 - instant;
  }
}
