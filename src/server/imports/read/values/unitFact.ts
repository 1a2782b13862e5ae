import type { StoredColumnId } from '../../../../contract/columns/columns';
import { HOUR_SECONDS, MINUTE_SECONDS } from '../../../../contract/time/units';
import { parseWallTime } from '../../../../contract/time/wallTime';

/** In what a file writes an amount of time. */
export const UNIT_SECONDS = { seconds: 1, minutes: MINUTE_SECONDS, hours: HOUR_SECONDS } as const;
export type TimeUnit = keyof typeof UNIT_SECONDS;

/** The times whose difference a column of seconds is, where one proves its unit. */
export const PROOFS: { readonly [Id in StoredColumnId]?: readonly [from: StoredColumnId, to: StoredColumnId] } = {
  secondsToClose: ['createdAt', 'closedAt'],
  secondsClosedAfterSLA: ['dueBy', 'closedAt'],
};

/** Of the rows that can prove it. */
const MOST = 0.9;

/**
 * The unit of a column whose name does not say it: the one in which its values are the differences of the times in
 * their rows. Undefined before the file was looked through; null when it is none of them.
 */
export class UnitFact {
  #unit: TimeUnit | null | undefined;
  #fits: Record<TimeUnit, number> | undefined;
  #rows = 0;
  /** Whether the file has values whose unit is in question. */
  #isAsked = false;

  get unit(): TimeUnit | null | undefined {
    return this.#unit;
  }

  /** Whether rows could prove or refute it. */
  get hasProofs(): boolean {
    return this.#rows > 0;
  }

  get isLooking(): boolean {
    return this.#fits !== undefined;
  }

  lookThrough(): void {
    if (this.#unit !== undefined) return;
    this.#fits = { seconds: 0, minutes: 0, hours: 0 };
    this.#rows = 0;
  }

  /** It is known without a proof. */
  assume(unit: TimeUnit): void {
    this.#unit ??= unit;
  }

  stopLooking(): void {
    this.#fits = undefined;
  }

  /** Takes what a row proves. */
  see(value: number, from: string | null | undefined, to: string | null | undefined): void {
    this.#isAsked = true;
    const [begin, end] = [parseWallTime(from ?? ''), parseWallTime(to ?? '')];
    if (this.#fits === undefined || begin === null || end === null) return;
    this.#rows += 1;
    for (const unit of UNITS) {
      // Programs round it, up or down, and some leave the seconds of times out.
      const rounded = Math.max(MINUTE_SECONDS, UNIT_SECONDS[unit]);
      if (Math.abs(value * UNIT_SECONDS[unit] - (end - begin)) <= rounded) this.#fits[unit] += 1;
    }
  }

  settle(): void {
    const fits = this.#fits;
    if (fits === undefined || !this.#isAsked) return;
    const [best, next] = [...UNITS].sort((one, other) => fits[other] - fits[one]);
    const isProven = best !== undefined && fits[best] >= MOST * this.#rows && this.#rows > 0;
    this.#unit = isProven && (next === undefined || fits[next] < fits[best]) ? best : null;
    this.#fits = undefined;
  }
}

const UNITS = ['seconds', 'minutes', 'hours'] as const;
