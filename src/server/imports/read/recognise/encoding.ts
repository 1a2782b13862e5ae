import { isUtf8 } from 'node:buffer';
import type { Encoding } from '../../../../contract/responses/fileDialect';
import { decodeUtf16 } from './utf16';

/** A byte order mark and what it stands for. */
const MARKS: readonly (readonly [Encoding, Buffer])[] = [
  ['utf-8', Buffer.from([0xef, 0xbb, 0xbf])],
  ['utf-16le', Buffer.from([0xff, 0xfe])],
  ['utf-16be', Buffer.from([0xfe, 0xff])],
];

export interface RecognisedEncoding {
  /** `undecided`: not UTF-8, so the whole file tells; undefined when it is no text. */
  encoding: Encoding | 'undecided' | undefined;
  /** Length of the byte order mark. */
  mark: number;
}

/** The encoding of a file by its beginning. @param isWhole whether the beginning is all of it. */
export function recogniseEncoding(start: Buffer, isWhole: boolean): RecognisedEncoding {
  const marked = MARKS.find(([, mark]) => start.subarray(0, mark.length).equals(mark));
  if (marked !== undefined) return { encoding: marked[0], mark: marked[1].length };
  const first = start.subarray(0, ZERO_BYTES);
  if (first.includes(0) && !(zerosIn(first) <= first.length * FEW_ZEROS && isUtf8Start(start, isWhole)))
    return { encoding: unmarkedUtf16(start), mark: 0 };
  return { encoding: isUtf8Start(start, isWhole) ? 'utf-8' : 'undecided', mark: 0 };
}

/** Length of the mark of an encoding that is said, if the file has it. */
export function markLength(start: Buffer, encoding: Encoding): number {
  const mark = MARKS.find(([each]) => each === encoding)?.[1] ?? Buffer.alloc(0);
  return start.subarray(0, mark.length).equals(mark) ? mark.length : 0;
}

/** Zeros later on are a broken cell and no encoding. */
const ZERO_BYTES = 1000;
/** Of UTF-16 that is UTF-8 as well, half of the bytes are zeros. */
const FEW_ZEROS = 0.1;

function zerosIn(bytes: Buffer): number {
  return bytes.reduce((count, byte) => count + (byte === 0 ? 1 : 0), 0);
}

/** UTF-16 without a mark: read the right way round it has far more of the characters that tables are made of. */
function unmarkedUtf16(start: Buffer): Encoding | undefined {
  const even = start.subarray(0, start.length - (start.length % 2));
  const [little, big] = (['utf-16le', 'utf-16be'] as const).map((encoding) => {
    const text = decodeUtf16(even, encoding);
    return text.includes('\0') ? 0 : (text.match(TABLE_CHARACTERS)?.length ?? 0);
  });
  if (little === undefined || big === undefined || little === big) return undefined;
  if (Math.max(little, big) < (even.length / 2) * FEW_OF_TABLE) return undefined;
  return little > big ? 'utf-16le' : 'utf-16be';
}

/** Of bytes that are no text, a few look like such characters. */
const FEW_OF_TABLE = 0.02;
const TABLE_CHARACTERS = /[\t\r\n -~]/g;

/** A character that the beginning cuts is no fault of it. */
function isUtf8Start(start: Buffer, isWhole: boolean): boolean {
  if (isUtf8(start)) return true;
  if (isWhole) return false;
  return [1, 2, 3].some((cut) => {
    const lead = start[start.length - cut] ?? 0;
    return lead >= 0xc2 && lead <= 0xf4 && isUtf8(start.subarray(0, start.length - cut)) && sequenceLength(lead) > cut;
  });
}

/** Bytes of a character by its first one. */
export function sequenceLength(lead: number): number {
  if (lead < 0xe0) return 2;
  return lead < 0xf0 ? 3 : 4;
}
