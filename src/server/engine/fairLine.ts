/** A piece of work that waits for one of a few equal places. */
export interface Waiting<Place> {
  /** Whose it is; undefined for the server's own, which no share bounds. */
  caller: string | undefined;
  /** Takes seconds where a question of the page takes milliseconds. */
  isLong: boolean;
  start(place: Place): void;
}

/**
 * Lines before a few places, one for each caller. Lines take turns, so that a caller with a hundred questions holds
 * nobody else back; short work goes before long work; and of the places one is always left: no caller has all of them,
 * and neither has long work. Callers with short work share the places equally, since each of them slows the others down:
 * what one may have while nobody else asks is more than its share once somebody does.
 */
export class FairLine<Place> {
  readonly #free: Place[];
  readonly #size: number;
  /** In order of turn: the caller who was served last stands last. */
  readonly #lines = new Map<string | undefined, Waiting<Place>[]>();
  readonly #running = new Map<string | undefined, number>();
  /** The callers of short work that runs, once for each piece. */
  readonly #short: (string | undefined)[] = [];
  #runningLong = 0;

  constructor(places: readonly Place[]) {
    this.#free = [...places];
    this.#size = places.length;
  }

  get isIdle(): boolean {
    return this.#free.length === this.#size;
  }

  /** How much work of all callers waits and runs. */
  get load(): { waiting: number; running: number } {
    const waiting = [...this.#lines.values()].reduce((total, line) => total + line.length, 0);
    return { waiting, running: this.#size - this.#free.length };
  }

  /** How much of a caller's work waits and runs, and how much of others' runs. */
  placeOf(caller: string | undefined): { waiting: number; running: number; others: number } {
    const running = this.#running.get(caller) ?? 0;
    const others = this.#size - this.#free.length - running;
    return { waiting: this.#lines.get(caller)?.length ?? 0, running, others };
  }

  /** Stands in line; `start` is called with a place, which has to be given back. */
  enter(work: Waiting<Place>): void {
    const line = this.#lines.get(work.caller);
    if (line === undefined) this.#lines.set(work.caller, [work]);
    else line.push(work);
    this.#startNext();
  }

  /** Gives up waiting. */
  leave(work: Waiting<Place>): void {
    const line = this.#lines.get(work.caller) ?? [];
    const index = line.indexOf(work);
    if (index >= 0) line.splice(index, 1);
    if (line.length === 0) this.#lines.delete(work.caller);
  }

  /** Gives a place back, once the work that had it is done. */
  giveBack(place: Place, { caller, isLong }: Waiting<Place>): void {
    if (isLong) this.#runningLong -= 1;
    else this.#short.splice(this.#short.indexOf(caller), 1);
    const running = (this.#running.get(caller) ?? 1) - 1;
    if (running === 0) this.#running.delete(caller);
    else this.#running.set(caller, running);
    this.#free.push(place);
    this.#startNext();
  }

  #startNext(): void {
    const place = this.#free.at(-1);
    const next = place === undefined ? undefined : this.#next();
    if (place === undefined || next === undefined) return;
    this.#free.pop();
    if (next.isLong) this.#runningLong += 1;
    else this.#short.push(next.caller);
    this.#running.set(next.caller, (this.#running.get(next.caller) ?? 0) + 1);
    next.start(place);
    this.#startNext();
  }

  /** Takes the work out of its line whose turn it is. */
  #next(): Waiting<Place> | undefined {
    const share = this.#share();
    for (const isLong of this.#runningLong < this.#most ? [false, true] : [false]) {
      for (const [caller, line] of this.#lines) {
        if (caller !== undefined && (this.#running.get(caller) ?? 0) >= share) continue;
        const work = line.find((each) => each.isLong === isLong);
        if (work === undefined) continue;
        this.leave(work);
        this.#lines.delete(caller);
        if (line.length > 0) this.#lines.set(caller, line);
        return work;
      }
    }
    return undefined;
  }

  /** Of the places one is always left. */
  get #most(): number {
    return Math.max(1, this.#size - 1);
  }

  /** The places that a caller may have now. */
  #share(): number {
    const present = new Set(this.#short);
    for (const [caller, line] of this.#lines) if (line.some(({ isLong }) => !isLong)) present.add(caller);
    return Math.max(1, Math.min(this.#most, Math.floor(this.#size / Math.max(1, present.size))));
  }
}
