import type { Comparator, FilterKind } from '../../../../contract/query/comparators';
import type { FilterKey } from '../../../../contract/query/filters';

/**
 * The words of one language, as data: a further language is one more file like `english.ts`. Forms stand between bars,
 * in small letters; `{sla/deadline} missed` is a form with each of the words in braces. `endings` may follow every form
 * of a time and of a name. What forms are turned into are the words that the reader itself knows, which are English.
 */
export interface Grammar {
  /** Letters that are also typed as others: "ü" as "ue". */
  readonly letters: Readonly<Record<string, string>>;
  /** What words are bent with: "complaints", "dringende". */
  readonly endings: string;
  /** What stands behind the number of a day: "1st". */
  readonly ordinals: string;
  /** What columns are called beside their label and documented name. */
  readonly names: Partial<Record<FilterKey, string>>;
  /** Names that mean the column only where a time stands beside them: "resolved" alone is a status. */
  readonly namesWithTime: Partial<Record<FilterKey, string>>;
  /** Whether a time may stand before its column: "gestern erstellt". */
  readonly isTimeFirst: boolean;
  /** What values are called; several values of one name stand between commas. */
  readonly values: Partial<Record<FilterKey, Readonly<Record<string, string>>>>;
  /** What comparators are called. */
  readonly comparators: Readonly<Record<FilterKind, Partial<Record<Comparator, string>>>>;
  /** Numbers from one on. */
  readonly numbers: string;
  /** Thirty, forty and so on. */
  readonly tens: string;
  /** Halves, by their digits. */
  readonly parts: Readonly<Record<string, string>>;
  /** Behind digits, for so many thousands. */
  readonly thousands: string;
  /** One, before a unit. */
  readonly article: string;
  /** Words of times by the reader's word for them. */
  readonly times: Readonly<Record<string, string>>;
  /** What units are called right behind digits, and nowhere else: "2 T" is two days, a T by itself is nothing. */
  readonly unitsBehind: Readonly<Record<string, string>>;
  /** Orders of words in a time, as patterns over the reader's words. */
  readonly timeOrders: Readonly<Record<string, string>>;
  /** What is shortened, left out or turned round: patterns of the text, and what it says. */
  readonly respelled: Readonly<Record<string, string>>;
  readonly particles: Readonly<Record<Particle, string>>;
  /**
   * What is said as a whole otherwise than the page does: patterns in which a particle, `most` (at most or less), `amount` or `endings` stands in
   * braces, those beside `<>` in either order, and conditions that say the same. Those joined by `;` hold together, those between bars are several readings.
   */
  readonly idioms: Readonly<Record<string, string>>;
}

export type Particle =
  /** Between values. */
  | 'or'
  /** Days that no filter knows. */
  | 'holiday'
  /** Between what is not asked at once. */
  | 'either'
  /** Between the ends of a range. */
  | 'to'
  /** Before a value that is left out, and those behind which a list may go on. */
  | 'not'
  | 'except'
  /** Before a column without a value. */
  | 'without'
  /** Before a column with any value. */
  | 'with'
  /** Between conditions, saying nothing about tickets. */
  | 'between'
  /** What tickets are called, also within a condition: "new tickets this week". */
  | 'ticket'
  /** Before the ends of a range that have an "and" between them. */
  | 'amid'
  /** Before an hour: 30 minutes to it. */
  | 'halfTo'
  /** Names of columns that tell of one only where its value stands behind them: "by". */
  | 'preposition'
  /** Before a time, saying nothing about it. */
  | 'beforeTime'
  | 'notClosed'
  /** Behind a value, or before it, of a list with an order. */
  | 'orHigher'
  | 'orLower'
  | 'higherThan'
  | 'lowerThan'
  | 'atLeast'
  | 'atMost'
  /** Before an amount. */
  | 'more'
  | 'less'
  /** Between the parts of one amount: "2 days and 4 hours". */
  | 'plus'
  | 'closed';
