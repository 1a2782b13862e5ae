import { z } from 'zod';
import { MAX_THEIR_NAME } from '../columns/columnMapping';
import { count } from './scalars';

/** How a file of tickets is written: what is recognised from its content, and what a request can say instead. */

export const ENCODINGS = [
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'windows-1250',
  'cp850',
  'macintosh',
] as const;
export type Encoding = (typeof ENCODINGS)[number];

export const SEPARATORS = ['comma', 'semicolon', 'tab', 'pipe'] as const;
export type Separator = (typeof SEPARATORS)[number];
export const SEPARATOR_CHARACTERS: Readonly<Record<Separator, string>> = {
  comma: ',',
  semicolon: ';',
  tab: '\t',
  pipe: '|',
};

/** Which number of `03/10/2026` is first: the day or the month. */
export const DATE_ORDERS = ['dmy', 'mdy'] as const;
export type DateOrder = (typeof DATE_ORDERS)[number];

/** The mark before the fraction: `1,234.5` has a point, `1.234,5` a comma. */
export const DECIMAL_MARKS = ['point', 'comma'] as const;
export type DecimalMark = (typeof DECIMAL_MARKS)[number];

/** What a date without a time of day means: the first or the last second of its day. */
export const TIMES_OF_DAY = ['start', 'end'] as const;
export type TimeOfDay = (typeof TIMES_OF_DAY)[number];
/** Why such a date is rejected where that is not said. */
export const NO_TIME_OF_DAY = 'is not a time: the time of day is missing';

export const MAX_SKIPPED_LINES = 1000;
/** More than a preview names. */
const MAX_LEFT_OUT = 300;
/** Excel's own limit is 31. */
const MAX_SHEET_NAME = 100;

/** What a request says of its files; whatever it leaves out is recognised. */
export const dialectSchema = z
  .strictObject({
    encoding: z.enum(ENCODINGS),
    separator: z.enum(SEPARATORS),
    /** Lines before the header. */
    skipLines: z.int().min(0).max(MAX_SKIPPED_LINES),
    /** Of a workbook; without it the first visible one that names what each ticket has. */
    sheet: z.string().min(1).max(MAX_SHEET_NAME),
    dates: z.enum(DATE_ORDERS),
    decimal: z.enum(DECIMAL_MARKS),
    timeOfDay: z.enum(TIMES_OF_DAY),
    /** Names in the files that are not read, whether or not they are a column's. */
    leaveOut: z.array(z.string().min(1).max(MAX_THEIR_NAME)).max(MAX_LEFT_OUT),
  })
  .partial();
export type Dialect = z.infer<typeof dialectSchema>;

export const FILE_FORMATS = ['csv', 'jsonArray', 'jsonObject', 'ndjson', 'xlsx'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

/** What was recognised of a file, or said of it. Null where it means nothing, or nothing in what was read needs it. */
export const recognisedSchema = z.object({
  file: z.string(),
  format: z.enum(FILE_FORMATS),
  packing: z.enum(['gzip', 'zip']).nullable(),
  encoding: z.enum(ENCODINGS).nullable(),
  separator: z.enum(SEPARATORS).nullable(),
  /** Of the names, from 1; in a workbook the row's number. */
  headerLine: count.nullable(),
  /** Lines before the header. */
  skippedLines: count,
  /** The field that holds the array, in a file that is one JSON object. */
  field: z.string().nullable(),
  sheet: z.string().nullable(),
  /** Names of all sheets of a workbook. */
  sheets: z.array(z.string()),
  dates: z.enum(DATE_ORDERS).nullable(),
  decimal: z.enum(DECIMAL_MARKS).nullable(),
  /** What ids have before their digits, which alone are kept: `INC-`. */
  idPrefix: z.string().nullable(),
});
export type Recognised = z.infer<typeof recognisedSchema>;

/** What the files do not tell, with the member of the dialect that says it. */
export const fileQuestionSchema = z.object({
  parameter: z.enum(['encoding', 'dates', 'decimal']),
  allowed: z.array(z.string()),
  message: z.string(),
});
export type FileQuestion = z.infer<typeof fileQuestionSchema>;
