/**
 * What midnight means in a column: programs write a date alone as one. It is a time where any other time of the column
 * is none; undefined before the file was looked through.
 */
export class MidnightFact {
  #isDate: boolean | undefined;

  get isDate(): boolean | undefined {
    return this.#isDate;
  }

  /** Takes note of another time of day. */
  seeTime(): void {
    this.#isDate = false;
  }

  /** The file was looked through. */
  settle(): void {
    this.#isDate ??= true;
  }
}
