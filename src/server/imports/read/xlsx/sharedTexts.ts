import { EnoughRead, ImportError } from '../../importError';
import type { ReadObserver, WorkbookContainer } from '../container/source';
import { plainText } from './plainText';
import { scanPart } from './xmlPart';

const PIECE_BYTES = 1 << 20;
/** They are in memory while the sheet is read. */
const MAX_BYTES = 500_000_000;
const MAX_TEXTS = 20_000_000;

/** The texts of a workbook, which its cells name by their number; kept as bytes outside of the heap. */
export class SharedTexts {
  readonly #name: string;
  #pieces: Buffer[] = [];
  #used = PIECE_BYTES;
  #bytes = 0;
  /** The piece, the place and the length of each text. */
  #places: number[] = [];
  #isPart = false;

  constructor(name: string) {
    this.#name = name;
  }

  /** Undefined for a number that no text has. */
  get(index: number): string | undefined {
    const at = index * 3;
    const [piece, start, length] = [this.#places[at], this.#places[at + 1], this.#places[at + 2]];
    if (piece === undefined || start === undefined || length === undefined) return this.#isPart ? '…' : undefined;
    return this.#pieces[piece]?.toString('utf8', start, start + length);
  }

  /** From now on a number without a text is that of one which was not read. */
  endEarly(): void {
    this.#isPart = true;
  }

  /** @throws ImportError for more text than fits into memory. */
  add(text: string): void {
    const bytes = Buffer.byteLength(text);
    this.#bytes += bytes;
    if (this.#bytes > MAX_BYTES || this.#places.length / 3 >= MAX_TEXTS) {
      throw new ImportError(`${this.#name}: the workbook has too much text to be read; save the sheet as csv`);
    }
    if (this.#used + bytes > (this.#pieces.at(-1)?.length ?? 0)) {
      this.#pieces.push(Buffer.allocUnsafeSlow(Math.max(PIECE_BYTES, bytes)));
      this.#used = 0;
    }
    this.#pieces.at(-1)?.write(text, this.#used);
    this.#places.push(this.#pieces.length - 1, this.#used, bytes);
    this.#used += bytes;
  }
}

/** @throws ImportError for a broken part, and for too much text. */
export async function readSharedTexts(
  container: WorkbookContainer,
  name: string,
  observer: ReadObserver,
): Promise<SharedTexts> {
  const texts = new SharedTexts(name);
  const part = container.part('xl/sharedStrings.xml', observer);
  if (part === undefined) return texts;
  const reader = new RichText();
  const open = (element: string): void => reader.open(element);
  const close = (element: string): void => {
    reader.close(element);
    if (element === 'si') texts.add(plainText(reader.take()));
  };
  try {
    await scanPart(part, { open, close, text: (text) => reader.text(text) }, name);
  } catch (error) {
    // A preview reads the first ones, which the first rows have.
    if (!(error instanceof EnoughRead)) throw error;
    texts.endEarly();
  }
  return texts;
}

/** Puts together the text of `<si>` and `<is>`: of several runs, without how they are pronounced. */
export class RichText {
  #text = '';
  #isText = false;
  #isPhonetic = false;

  open(element: string): void {
    if (element === 't') this.#isText = !this.#isPhonetic;
    else if (element === 'rPh') this.#isPhonetic = true;
  }

  close(element: string): void {
    if (element === 't') this.#isText = false;
    else if (element === 'rPh') this.#isPhonetic = false;
  }

  text(text: string): void {
    if (this.#isText) this.#text += text;
  }

  take(): string {
    const text = this.#text;
    this.#text = '';
    return text;
  }
}
