import { EnoughRead, ImportError } from '../../importError';
import { type FoundArray, JsonOutline } from './jsonOutline';

/** What a text that begins with an object is. */
export type ObjectForm =
  /** `spansLines`: objects one after the other, not one a line. */
  { format: 'ndjson'; spansLines: boolean } | { format: 'jsonObject'; array: FoundArray };

/** Whether text can be JSON, by its first two characters that are no blanks: a csv header can begin with a bracket too. */
export function beginsAsJson(text: string): 'array' | 'object' | undefined {
  const [, first, second] = /^\s*([[{])\s*(\S?)/.exec(text) ?? [];
  if (first === '[') return second === '' || /[\]{["\dtfn-]/.test(second ?? '') ? 'array' : undefined;
  if (first === '{') return second === '' || second === '"' || second === '}' ? 'object' : undefined;
  return undefined;
}

/** Whether the first lines are an object each: then the rest of them are rows, whole or broken. */
export function isNdjsonStart(text: string): boolean {
  const [first = '', ...rest] = text.split('\n').filter((line) => line.trim() !== '');
  return rest.some((line) => line.trimStart().startsWith('{')) && isObject(first);
}

/**
 * Whether a text that begins with an object is a row a line, or one object that holds the tickets in a field: decided
 * by the whole of it.
 * @param bytes UTF-8 from the beginning; they may throw EnoughRead where a file is looked at in part.
 * @param start the first part of the text.
 * @param idName what the file calls the id.
 * @throws ImportError when it is neither.
 */
export async function objectForm(
  bytes: AsyncIterable<Buffer>,
  start: string,
  idName: string,
  name: string,
): Promise<ObjectForm> {
  const { outline, isPart } = await readOutline(bytes);
  const rowPerLine = mostlyObjects(start);
  if (outline.values > 1 || outline.names.includes(idName)) {
    return { format: 'ndjson', spansLines: !rowPerLine && !isObject(start.split('\n')[0] ?? '') };
  }
  if (!outline.isClosed && rowPerLine) return { format: 'ndjson', spansLines: false };
  if (!outline.isClosed && !isPart) throw new ImportError(`${name}: the file ends within its object, so it is cut off`);
  const array = arrayOfTickets(outline, idName);
  if (array === undefined) throw noArray(outline, name);
  return { format: 'jsonObject', array };
}

async function readOutline(bytes: AsyncIterable<Buffer>): Promise<{ outline: JsonOutline; isPart: boolean }> {
  const outline = new JsonOutline();
  try {
    for await (const chunk of bytes) if (!outline.push(chunk)) break;
  } catch (error) {
    if (!(error instanceof EnoughRead)) throw error;
    return { outline, isPart: true };
  }
  return { outline, isPart: false };
}

function arrayOfTickets({ arrays }: JsonOutline, idName: string): FoundArray | undefined {
  const ofObjects = arrays.filter(({ objects, others }) => objects > 0 && others === 0);
  const known = ofObjects.filter(({ names }) => names.includes(idName));
  const empty = arrays.filter(({ objects, others }) => objects + others === 0);
  return [known, ofObjects, empty].find((some) => some.length === 1)?.[0];
}

function noArray({ arrays, names }: JsonOutline, name: string): ImportError {
  const fields = arrays.map(({ field }) => field);
  const what =
    fields.length > 1
      ? `several arrays (${fields.slice(0, 10).join(', ')}), and none or several of them have tickets`
      : `no array of tickets (it has ${names.slice(0, 20).join(', ')})`;
  return new ImportError(`${name}: the file is one object that holds ${what}`);
}

function mostlyObjects(text: string): boolean {
  const lines = text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter((line) => line.trim() !== '');
  return lines.length > 1 && lines.filter(isObject).length * 2 > lines.length;
}

function isObject(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}
