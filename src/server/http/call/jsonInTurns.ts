import { jsonSize } from '../../process/jsonSize';

/** Takes a few milliseconds to write. */
const CHARACTERS_OF_TURN = 512 * 1024;

/** Whether an answer takes more than one turn of the event loop to write. */
export function isLong(body: unknown): boolean {
  return jsonSize(body, CHARACTERS_OF_TURN) > CHARACTERS_OF_TURN;
}

/**
 * The JSON of an answer as it is sent. Items of its lists are written in turns, so that others are served between them.
 * @param turn waits for one of the event loop that is the caller's.
 */
export async function jsonInTurns(body: object, turn: () => Promise<void>): Promise<Uint8Array<ArrayBuffer>> {
  const written: Uint8Array[] = [];
  let text = '';
  for (const piece of piecesOf(body)) {
    text += piece;
    if (text.length < CHARACTERS_OF_TURN) continue;
    written.push(Buffer.from(text));
    text = '';
    await turn();
  }
  return Buffer.concat([...written, Buffer.from(text)]);
}

/** Each property by itself, and each item of a list. */
function* piecesOf(body: object): Generator<string> {
  let separator = '{';
  for (const [name, value] of Object.entries(body)) {
    if (value === undefined) continue;
    yield `${separator}${JSON.stringify(name)}:`;
    if (Array.isArray(value)) yield* itemsOf(value);
    else yield JSON.stringify(value);
    separator = ',';
  }
  yield separator === '{' ? '{}' : '}';
}

function* itemsOf(list: readonly unknown[]): Generator<string> {
  yield '[';
  for (const [at, item] of list.entries()) yield `${at === 0 ? '' : ','}${JSON.stringify(item ?? null)}`;
  yield ']';
}
