import { STORED_COLUMN_IDS } from '../../../contract/columns/columns';
import type { Encoding, FileFormat } from '../../../contract/responses/fileDialect';
import { ImportError } from '../importError';
import { isUsualName } from '../suggest/suggestMapping';
import type { ReadObserver, TextContainer } from './container/source';
import { notRead } from './container/zipKind';
import type { FileRows } from './fileRows';
import type { FileState } from './fileState';
import type { ReadContext } from './rawRow';
import { readCsv } from './readCsv';
import { readJsonArray, readNdjson } from './readJson';
import { markLength, recogniseEncoding } from './recognise/encoding';
import { HeaderNames } from './recognise/headerRow';
import { beginsAsJson, isNdjsonStart, objectForm } from './recognise/jsonForm';
import { endsWithReturns, returnsAsNewlines } from './recognise/lineEnd';
import { recogniseTable } from './recognise/table';
import { decodeStart, type StartOfFile, takeStart, withoutFirst } from './recognise/textStart';
import { toUtf8 } from './recognise/toUtf8';
import { wholeEncoding } from './recognise/wholeEncoding';

export interface Observers {
  observer: ReadObserver;
  lookObserver(): ReadObserver;
}

/** Opens a file of text in whatever way it is written. @throws ImportError when it is no text. */
export async function openText(
  container: TextContainer,
  context: ReadContext,
  state: FileState,
  { observer, lookObserver }: Observers,
): Promise<FileRows> {
  const raw = container.bytes(observer);
  try {
    const begun = await takeStart(raw);
    requireText(begun.start, context.name);
    const look = () => container.bytes(lookObserver());
    const { encoding, mark } = await encodingOf(begun, context.name, state, look);
    const start = decodeStart(begun.start.subarray(mark), encoding);
    const hasReturns = endsWithReturns(Buffer.from(start));
    const decode = (bytes: AsyncIterable<Buffer>): AsyncIterable<Buffer> => {
      const text = toUtf8(mark === 0 ? bytes : withoutFirst(bytes, mark), encoding, context.name);
      return hasReturns ? returnsAsNewlines(text) : text;
    };
    const text = {
      bytes: decode(begun.bytes),
      look: () => decode(look()),
      start: hasReturns ? start.replaceAll('\r', '\n') : start,
    };
    const facts = { packing: container.packing, encoding, sheet: null, sheets: [] };
    const notes = encodingNotes(start, state);
    return { ...(await openRowsOf(text, context, state, facts)), notes };
  } catch (error) {
    await raw.return(undefined);
    throw error;
  }
}

/** What UTF-8 looks like that was taken for another encoding and encoded once more: `Ã¼`, `â€œ`. */
const TWICE = /Ã[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€[œ\u009d“”™˜¦]/;

function encodingNotes(start: string, { dialect, wholeEncoding }: FileState): string[] {
  const [twice] = TWICE.exec(start) ?? [];
  if (twice !== undefined)
    return [`letters such as "${twice}" make no sense, the text was encoded twice: export it once more as UTF-8`];
  if (dialect.encoding !== undefined || wholeEncoding === undefined) return [];
  const { suspected = [] } = wholeEncoding;
  return suspected.length > 0 ? [`letters make more sense in ${suspected.join(' / ')}: look at some, and choose`] : [];
}

/** How zip, gzip and old Excel files begin. */
const PACKED = ['PK\x03\x04', '\x1f\x8b', '\xd0\xcf\x11\xe0'];

/** How files begin that hold tables in other ways, some of them under the name of csv or Excel. */
const NOT_READ: readonly (readonly [string, RegExp])[] = [
  ['PDF', /^%PDF/],
  ['Parquet', /^PAR1/],
  ['HTML', /^(?:ï»¿)?\s*<(?:!doctype\s+html|html|head|meta|table)\b/i],
  ['XML', /^(?:ï»¿)?\s*<\?xml\b/i],
];

/** @throws ImportError for a packed file within a packed file, and for formats that are not read. */
function requireText(start: Buffer, name: string): void {
  const begin = start.toString('latin1', 0, 200);
  const [format] = NOT_READ.find(([, mark]) => mark.test(begin)) ?? [];
  if (format !== undefined) throw notRead(format, name);
  const first = begin.slice(0, 4);
  if (!PACKED.some((mark) => first.startsWith(mark))) return;
  throw new ImportError(`${name}: the file within it is packed again, or a workbook; unpack it once`);
}

interface EncodedAs {
  encoding: Encoding;
  mark: number;
}

async function encodingOf(
  { start, isWhole }: StartOfFile,
  name: string,
  state: FileState,
  look: () => AsyncIterable<Buffer>,
): Promise<EncodedAs> {
  const said = state.dialect.encoding ?? state.wholeEncoding?.encoding;
  if (said !== undefined) return { encoding: said, mark: markLength(start, said) };
  const { encoding, mark } = recogniseEncoding(start, isWhole);
  if (encoding === undefined) throw new ImportError(`${name}: not a file of text, or damaged`);
  if (encoding !== 'undecided') return { encoding, mark };
  state.wholeEncoding = await wholeEncoding(look(), name);
  return { encoding: state.wholeEncoding.encoding, mark };
}

/** Text as UTF-8. */
interface Text {
  bytes: AsyncIterable<Buffer>;
  /** All of it once more. */
  look(): AsyncIterable<Buffer>;
  start: string;
}

type TextFacts = Pick<ReturnType<FileRows['recognised']>, 'packing' | 'encoding' | 'sheet' | 'sheets'>;

async function openRowsOf(text: Text, context: ReadContext, state: FileState, facts: TextFacts): Promise<FileRows> {
  const { bytes, start } = text;
  const json = (format: FileFormat, batches: FileRows['batches'], field: string | null = null): FileRows => ({
    form: 'json',
    batches,
    recognised: () => ({ ...facts, format, field, separator: null, headerLine: null, skippedLines: 0 }),
  });
  const begins = beginsAsJson(start);
  if (begins === 'array') return json('jsonArray', readJsonArray(bytes, context));
  if (begins === undefined) return openTable(text, context, state, facts);
  if (isNdjsonStart(start)) return json('ndjson', readNdjson(bytes, context));
  state.objectForm ??= await objectForm(text.look(), start, idNameIn(context), context.name);
  const form = state.objectForm;
  if (form.format === 'jsonObject') {
    const array = slice(bytes, form.array.start, form.array.end);
    return json('jsonObject', readJsonArray(array, context, { firstLine: form.array.line }), form.array.field);
  }
  return json(
    'ndjson',
    form.spansLines ? readJsonArray(bytes, context, { isSequence: true }) : readNdjson(bytes, context),
  );
}

function idNameIn({ sourceNames }: ReadContext): string {
  return sourceNames.ofColumns[STORED_COLUMN_IDS.indexOf('id')] ?? 'id';
}

function openTable({ bytes, start }: Text, context: ReadContext, { dialect }: FileState, facts: TextFacts): FileRows {
  const { separator, skipLines } = dialect;
  const names = new HeaderNames(context.sourceNames.ofColumns, isUsualName);
  const table = recogniseTable(start, names, { separator, skipLines });
  const { skippedLines } = table;
  return {
    form: 'csv',
    batches: readCsv(bytes, context, table),
    recognised: () => ({
      ...facts,
      format: 'csv',
      field: null,
      separator: table.separator,
      headerLine: skippedLines + 1,
      skippedLines,
    }),
  };
}

/** @param end undefined for all the rest. */
async function* slice(bytes: AsyncIterable<Buffer>, start: number, end: number | undefined): AsyncGenerator<Buffer> {
  let at = 0;
  for await (const chunk of bytes) {
    const from = Math.max(0, start - at);
    const until = end === undefined ? chunk.length : Math.min(chunk.length, end - at);
    at += chunk.length;
    if (from < until) yield chunk.subarray(from, until);
    if (end !== undefined && at >= end) return;
  }
}
