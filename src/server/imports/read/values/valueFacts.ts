import {
  DATE_ORDERS,
  type DateOrder,
  DECIMAL_MARKS,
  type DecimalMark,
  type Dialect,
  type TimeOfDay,
} from '../../../../contract/responses/fileDialect';
import { FileFact } from './fileFact';
import { IdForm } from './idForm';
import { MidnightFact } from './midnightFact';
import { UnitFact } from './unitFact';

/** What is known of how the values of one file are written. It is kept when the file is read again. */
export class ValueFacts {
  readonly dates: FileFact<DateOrder>;
  readonly decimal: FileFact<DecimalMark>;
  readonly timeOfDay: TimeOfDay | undefined;
  readonly ids = new IdForm();
  /** Of columns of seconds. */
  readonly units = { secondsToClose: new UnitFact(), secondsClosedAfterSLA: new UnitFact() };
  /** Whether deadlines at midnight are dates alone: all of them are at midnight. */
  readonly midnights = new MidnightFact();
  /** Whether the file is looked through, and nothing of it is stored. */
  isLooking = false;

  constructor({ dates, decimal, timeOfDay }: Dialect = {}) {
    this.dates = new FileFact(DATE_WORDS, DATE_ORDERS, dates);
    this.decimal = new FileFact(DECIMAL_WORDS, DECIMAL_MARKS, decimal);
    this.timeOfDay = timeOfDay;
  }
}

const DATE_WORDS = {
  parameter: 'dates',
  doubt: 'can have the day or the month first',
  proves: { dmy: 'has the day first', mdy: 'has the month first' },
} as const;

const DECIMAL_WORDS = {
  parameter: 'decimal',
  doubt: 'can have a mark of thousands or a fraction',
  proves: { point: 'has its fraction behind a point', comma: 'has its fraction behind a comma' },
} as const;
