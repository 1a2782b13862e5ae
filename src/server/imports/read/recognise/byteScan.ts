import { isAscii } from 'node:buffer';
import { sequenceLength } from './encoding';
import { type OldEncoding, Umlauts } from './oldEncodings';
import { UNUSED_IN_1252 } from './windows1252';

const NEWLINE = 0x0a;

/** The first lines on which bytes are found that tell encodings apart; from 1. */
export interface ByteFinds {
  /** Bytes that are no UTF-8. */
  notUtf8?: number;
  /** A character of UTF-8 that other encodings would write as a pair that nobody types: `Ã¼`. */
  utf8?: number;
  /** A byte that Windows-1252 does not have. */
  unused?: number;
  /** Encodings in which more of the bytes are letters within words than in Windows-1252. */
  old?: OldEncoding[];
}

/** Looks through the bytes of a text that is UTF-8 or Windows-1252. */
export class ByteScan {
  readonly found: ByteFinds = {};
  readonly #umlauts = new Umlauts();
  #line = 1;
  /** The beginning of a character that the last chunk cut. */
  #held: Buffer = Buffer.alloc(0);

  push(chunk: Buffer): void {
    if (this.#held.length === 0 && isAscii(chunk)) {
      this.#countLines(chunk);
      return;
    }
    this.#scan(this.#held.length === 0 ? chunk : Buffer.concat([this.#held, chunk]), false);
  }

  end(): ByteFinds {
    this.#scan(this.#held, true);
    const { old } = this.#umlauts;
    if (old.length > 0) this.found.old = old;
    return this.found;
  }

  #scan(bytes: Buffer, isEnd: boolean): void {
    this.#held = Buffer.alloc(0);
    let at = 0;
    while (at < bytes.length) {
      const byte = bytes[at] ?? 0;
      if (byte === NEWLINE) this.#line += 1;
      if (byte < 0x80) {
        at += 1;
        continue;
      }
      const length = isLead(byte) ? sequenceLength(byte) : 1;
      if (at + length > bytes.length && !isEnd) {
        this.#held = bytes.subarray(at);
        return;
      }
      const isCharacter = isLead(byte) && isContinued(bytes, at, length);
      if (isCharacter) this.#seeCharacter(bytes, at);
      else {
        this.found.notUtf8 ??= this.#line;
        this.#umlauts.see(bytes[at - 1] ?? 0, byte, bytes[at + 1] ?? 0);
        if (UNUSED_IN_1252.includes(byte)) this.found.unused ??= this.#line;
      }
      at += isCharacter ? length : 1;
    }
  }

  #seeCharacter(bytes: Buffer, at: number): void {
    const [first = 0, second = 0] = bytes.subarray(at, at + 2);
    if (isTelling(first, second)) this.found.utf8 ??= this.#line;
  }

  #countLines(chunk: Buffer): void {
    for (let at = chunk.indexOf(NEWLINE); at !== -1; at = chunk.indexOf(NEWLINE, at + 1)) this.#line += 1;
  }
}

function isLead(byte: number): boolean {
  return byte >= 0xc2 && byte <= 0xf4;
}

function isContinued(bytes: Buffer, at: number, length: number): boolean {
  if (at + length > bytes.length) return false;
  for (let next = at + 1; next < at + length; next += 1) {
    const byte = bytes[next] ?? 0;
    if (byte < 0x80 || byte > 0xbf) return false;
  }
  return true;
}

/** Latin letters, general punctuation and emoji; read as Windows-1252 they begin with `Â`, `Ã`, `â€` and `ðŸ`. */
function isTelling(first: number, second: number): boolean {
  return (
    first <= 0xc3 || (first === 0xe2 && (second === 0x80 || second === 0x82)) || (first === 0xf0 && second === 0x9f)
  );
}
