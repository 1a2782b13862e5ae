import { isUtf8 } from 'node:buffer';
import { formatCount } from '../../../contract/format/numbers';
import { NotUtf8Error } from '../importError';
import { type FoundObject, JsonObjects, type ObjectsPlace } from './jsonObjects';
import { isDeeper, MAX_LEVELS, MAX_VALUES, sizeOfJson } from './jsonShape';
import { MAX_COLUMNS, type RawRow, type ReadContext } from './rawRow';
import { isFilled } from './table/tableHeader';
import { textLines } from './textLines';

/** Reads one JSON object a line, ignoring blank lines. @throws ImportError for text that is not UTF-8. */
export async function* readNdjson(bytes: AsyncIterable<Buffer>, context: ReadContext): AsyncGenerator<RawRow[]> {
  let line = 0;
  for await (const text of textLines(bytes, context.name)) {
    const lines = text.split('\n');
    // Pieces of text end with a line end.
    if (lines.at(-1) === '') lines.pop();
    const rows: RawRow[] = [];
    for (const each of lines) {
      line += 1;
      const trimmed = each.trim();
      if (trimmed !== '') rows.push(toRow(trimmed, line, context));
    }
    yield rows;
  }
}

/** Reads a JSON array of objects, record by record. @throws ImportError for a file that is broken as a whole. */
export async function* readJsonArray(
  bytes: AsyncIterable<Buffer>,
  context: ReadContext,
  place: ObjectsPlace = {},
): AsyncGenerator<RawRow[]> {
  const objects = new JsonObjects(context.name, place);
  let [row, lastLine] = [0, 0];
  for await (const chunk of bytes) {
    yield objects.push(chunk).map((found) => {
      row += 1;
      // Of many in one line the line tells nothing.
      const line = found.line === lastLine ? row : found.line;
      lastLine = found.line;
      return toRow(decode(found, context.name), line, context);
    });
  }
  objects.end();
}

function decode({ bytes, line }: FoundObject, name: string): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  throw new NotUtf8Error(`${name}: the record that begins on line ${line} is not UTF-8`);
}

const TOO_DEEP = `is nested deeper than ${MAX_LEVELS} levels`;

function toRow(text: string, line: number, { leftOut, sourceNames, ...context }: ReadContext): RawRow {
  const allNames = context.isNaming === true ? context.allNames : undefined;
  const broken = (reason: string): RawRow => ({ line, raw: text, values: [], broken: reason });
  // A shorter one cannot have too many values: each takes a character.
  const { levels, values } = text.length > MAX_VALUES ? sizeOfJson(text, MAX_VALUES) : { levels: 0, values: 0 };
  if (levels > MAX_LEVELS) return broken(TOO_DEEP);
  if (values > MAX_VALUES) return broken(`has more than ${formatCount(MAX_VALUES)} values`);
  const object = parseObject(text);
  if (object === undefined) return broken('not a JSON object');
  const names = Object.keys(object);
  if (names.length > MAX_COLUMNS)
    return broken(`has ${formatCount(names.length)} names, at most ${formatCount(MAX_COLUMNS)} are read`);
  if (isDeeper(object, MAX_LEVELS)) return broken(TOO_DEEP);
  const inner = sourceNames.hasPaths || allNames !== undefined ? pathsIn(object) : [];
  for (const key of names) {
    const isRead = inner.some((path) => path.startsWith(`${key}.`) && sourceNames.isColumn(path));
    if (!sourceNames.see(key) && !isRead) leftOut.add(key);
    allNames?.add(key);
  }
  for (const path of inner) {
    sourceNames.see(path);
    allNames?.add(path);
  }
  const cells = sourceNames.ofColumns.map((name, place) => {
    const value = valueAt(object, name);
    const other = sourceNames.elseOf(place);
    return other === undefined || isFilled(value) ? value : valueAt(object, other);
  });
  return { line, raw: text, values: cells };
}

/** Names of values within objects, `fields.status.name`: as deep as helpdesks write facts of a ticket. */
function pathsIn(object: Record<string, unknown>, before = '', levels = MAX_PATH): string[] {
  return Object.entries(object).flatMap(([key, value]) => {
    const path = `${before}${key}`;
    // The whole ticket once more holds nothing that stands beside it.
    if (path === 'rawData') return [];
    if (isPlainObject(value)) return levels === 0 ? [] : pathsIn(value, `${path}.`, levels - 1);
    return before === '' ? [] : [path];
  });
}

/** Levels below a record. */
const MAX_PATH = 2;

/** Own properties only, not "constructor" and the like. */
function valueAt(object: Record<string, unknown>, name: string): unknown {
  if (Object.hasOwn(object, name)) return object[name];
  let value: unknown = object;
  for (const key of name.split('.')) {
    if (!isPlainObject(value) || !Object.hasOwn(value, key)) return undefined;
    value = value[key];
  }
  return value;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isPlainObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
