import { type ColumnMapping, UNKNOWN_VALUES, type Wording, wordingSchema } from '../../contract/columns/columnMapping';
import { partsOf } from '../../contract/columns/mappingFile';
import {
  DATE_ORDERS,
  DECIMAL_MARKS,
  type Dialect,
  dialectSchema,
  ENCODINGS,
  MAX_SKIPPED_LINES,
  SEPARATOR_CHARACTERS,
  SEPARATORS,
  TIMES_OF_DAY,
} from '../../contract/responses/fileDialect';
import { readMapping } from '../imports/read/mapping';
import { isMappingFile } from './namedMapping';
import { usageError } from './printLines';
import { readArguments } from './readArguments';

export const IMPORT_USAGE = `npm run import -- FILE... [--replace] [--allow-rejects] [--dry-run] [--map column=theirs]... [--mapping FILE.json|NAME]
                  [--suggest] [--unknown-values WHAT]
                  [--encoding NAME] [--separator MARK] [--skip-lines N] [--sheet NAME]
                  [--dates ORDER] [--decimal MARK] [--time-of-day WHICH] [--leave-out NAME ...]
npm run import -- --from URL [--replace]

  FILE             csv, tsv, JSON array, NDJSON, JSON object that holds the array in a field, or xlsx; plain, .gz or .zip
  --from           another instance; its token in TICKETLENS_UPSTREAM_TOKEN
  --replace        empties the store first, in the same step
  --allow-rejects  with --replace: also when more than half of the rows are rejected, or less than half of the tickets would be left;
                   without it: also where stored tickets that were created on other days have the ids of rows
  --dry-run        shows what was recognised and the first rows as they would be stored, and stores nothing
  --map            what the files call a column
  --mapping        a mapping that was saved on the page, by its name, or a file of
                   {"column": "theirs", "values": {"priority": {"P1": "urgent"}}, "unknownValues": "empty"}
  --suggest        names and values of other helpdesks are mapped as --dry-run proposes; what is mapped by hand goes before
  --unknown-values ${UNKNOWN_VALUES.join(' or ')}: rows with a channel, direction, status or priority that is not known, or those cells

What is recognised from the files can be said instead:
  --encoding       ${ENCODINGS.join(', ')}
  --separator      ${SEPARATORS.join(', ')}, or the mark itself
  --skip-lines     lines before the header, at most ${MAX_SKIPPED_LINES}
  --sheet          of a workbook; without it the first visible one that names what each ticket has
  --dates          dmy or mdy: whether the day or the month is first where no value of the file proves it
  --decimal        point or comma: the mark before a fraction, where 2.000 can be two or two thousand
  --leave-out      a column of the files that is not read, such as email
  --time-of-day    start or end: what a date without a time means; without it such rows are rejected`;

export interface ImportArguments {
  paths: readonly string[];
  /** Undefined for files. */
  from: string | undefined;
  replace: boolean;
  allowRejects: boolean;
  isDryRun: boolean;
  mapping: ColumnMapping;
  /** Name of a saved one, which the other goes before. */
  savedMapping: string | undefined;
  wording: Wording;
  dialect: Dialect;
}

/** Options that say something of files. */
const OF_FILES = {
  map: { type: 'string', multiple: true },
  mapping: { type: 'string' },
  suggest: { type: 'boolean' },
  'unknown-values': { type: 'string' },
  'dry-run': { type: 'boolean' },
  'allow-rejects': { type: 'boolean' },
  encoding: { type: 'string' },
  separator: { type: 'string' },
  'skip-lines': { type: 'string' },
  sheet: { type: 'string' },
  dates: { type: 'string' },
  decimal: { type: 'string' },
  'time-of-day': { type: 'string' },
  'leave-out': { type: 'string', multiple: true },
} as const;
type FileOption = keyof typeof OF_FILES;

/** @returns undefined when help is wanted. @throws UsageError that names what is wrong. */
export async function readImportArguments(): Promise<ImportArguments | undefined> {
  const { values, positionals } = readArguments(IMPORT_USAGE, {
    allowPositionals: true,
    options: {
      ...OF_FILES,
      replace: { type: 'boolean' },
      from: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help === true) return undefined;
  const { from, replace = false } = values;
  if (from !== undefined && positionals.length > 0) {
    throw usageError('Either files or --from, not both', IMPORT_USAGE);
  }
  if (from === undefined && positionals.length === 0) throw usageError('No file is named', IMPORT_USAGE);
  const fileOption = (Object.keys(OF_FILES) as FileOption[]).find((name) => values[name] !== undefined);
  if (from !== undefined && fileOption !== undefined) {
    throw usageError(`--${fileOption} is for files, not for --from`, IMPORT_USAGE);
  }
  const isFile = values.mapping !== undefined && isMappingFile(values.mapping);
  const { mapping, wording } = partsOf(await readMapping(values.map ?? [], isFile ? values.mapping : undefined));
  return {
    paths: positionals,
    from,
    replace,
    allowRejects: values['allow-rejects'] === true,
    isDryRun: values['dry-run'] === true,
    mapping,
    savedMapping: isFile ? undefined : values.mapping,
    wording: { ...wording, ...readWording(values) },
    dialect: readDialect(values),
  };
}

function readWording(values: FileValues): Wording {
  const said = { suggest: values.suggest, unknownValues: values['unknown-values'] };
  const parsed = wordingSchema.safeParse(given(said));
  if (parsed.success) return parsed.data;
  throw usageError(`--unknown-values is one of ${UNKNOWN_VALUES.join(', ')}`, IMPORT_USAGE);
}

/** Without what is not said. */
function given(said: object): object {
  return Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined));
}

type FileValues = Partial<Record<FileOption, string | string[] | boolean | undefined>>;

function readDialect(values: FileValues): Dialect {
  const lines = values['skip-lines'];
  const said = {
    encoding: values.encoding,
    separator: separatorOf(values.separator),
    skipLines: lines === undefined ? undefined : Number(lines === '' ? Number.NaN : lines),
    sheet: values.sheet,
    dates: values.dates,
    decimal: values.decimal,
    timeOfDay: values['time-of-day'],
    leaveOut: values['leave-out'],
  };
  const parsed = dialectSchema.safeParse(given(said));
  if (parsed.success) return parsed.data;
  const name = String(parsed.error.issues[0]?.path[0]);
  throw usageError(`${FLAGS[name] ?? `--${name}`} is ${ALLOWED[name] ?? 'not understood'}`, IMPORT_USAGE);
}

const FLAGS: Readonly<Record<string, string>> = {
  skipLines: '--skip-lines',
  timeOfDay: '--time-of-day',
  leaveOut: '--leave-out',
};
const ALLOWED: Readonly<Record<string, string>> = {
  encoding: `one of ${ENCODINGS.join(', ')}`,
  separator: `one of ${SEPARATORS.join(', ')}`,
  skipLines: `a number from 0 to ${MAX_SKIPPED_LINES}`,
  sheet: 'the name of a sheet',
  dates: `one of ${DATE_ORDERS.join(', ')}`,
  decimal: `one of ${DECIMAL_MARKS.join(', ')}`,
  leaveOut: 'the name of a column of the files',
  timeOfDay: `one of ${TIMES_OF_DAY.join(', ')}`,
};

/** The mark itself is understood too, and `\t` as shells pass it. */
function separatorOf(text: unknown): unknown {
  const mark = text === '\\t' ? '\t' : text;
  return SEPARATORS.find((separator) => SEPARATOR_CHARACTERS[separator] === mark) ?? text;
}
