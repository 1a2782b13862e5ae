/** What a scan of XML calls, in the order of the text. */
export interface XmlHandler {
  /** @param name without a prefix. @param attributes as they are written. */
  open(name: string, attributes: string): void;
  close(name: string): void;
  /** A piece of text, with entities decoded; one text may come in several. */
  text?(text: string): void;
}

export class XmlError extends Error {}

/** No part of a workbook has a longer one; an open quote would hold all of it. */
const MAX_TAG = 1_000_000;
/** The longest entity that is decoded: `&#x10FFFF;`. */
const MAX_ENTITY = 10;

const SLASH = 0x2f;
const QUESTION = 0x3f;
const BANG = 0x21;

/**
 * Scans XML in pieces, as much of it as workbooks use: elements, text, CDATA; no document types, whose entities can
 * grow without bound. General parsers took more than the whole time that a row may take.
 */
export class XmlScanner {
  readonly #handler: XmlHandler;
  #rest = '';

  constructor(handler: XmlHandler) {
    this.#handler = handler;
  }

  /** @throws XmlError. */
  push(piece: string): void {
    const all = this.#rest === '' ? piece : this.#rest + piece;
    let at = 0;
    for (;;) {
      const tag = all.indexOf('<', at);
      if (tag === -1) {
        at = this.#textBefore(all, at, all.length, false);
        break;
      }
      if (tag > at) this.#textBefore(all, at, tag, true);
      const end = this.#tag(all, tag);
      at = tag;
      if (end === -1) break;
      at = end;
    }
    this.#rest = all.slice(at);
    if (this.#rest.length > MAX_TAG && this.#rest.startsWith('<')) throw new XmlError('an endless tag');
  }

  /** @throws XmlError when the text ends within a tag. */
  end(): void {
    if (this.#rest.startsWith('<')) throw new XmlError('cut off');
  }

  /** Tells a text. @returns its end, or the beginning of an entity that is cut. */
  #textBefore(all: string, start: number, end: number, isEnd: boolean): number {
    const { text } = this.#handler;
    if (text === undefined || start === end) return end;
    const cut = isEnd ? -1 : all.lastIndexOf('&');
    const isCut = cut >= start && all.length - cut < MAX_ENTITY && all.indexOf(';', cut) === -1;
    const until = isCut ? cut : end;
    if (until > start) this.#handler.text?.(decodeEntities(all.slice(start, until)));
    return until;
  }

  /** @returns the position behind the tag, or -1 when it does not end here. */
  #tag(all: string, start: number): number {
    const code = all.charCodeAt(start + 1);
    if (code === BANG) return this.#declaration(all, start);
    if (code === QUESTION) return behind(all, '?>', start);
    const end = code === SLASH ? all.indexOf('>', start) : tagEnd(all, start);
    if (end === -1) return -1;
    if (code === SLASH) this.#handler.close(localName(all, start + 2, end));
    else this.#opened(all, start + 1, end);
    return end + 1;
  }

  #opened(all: string, start: number, end: number): void {
    const isEmpty = all.charCodeAt(end - 1) === SLASH;
    const last = isEmpty ? end - 1 : end;
    let nameEnd = start;
    while (nameEnd < last && all.charCodeAt(nameEnd) > 0x20) nameEnd += 1;
    const name = localName(all, start, nameEnd);
    this.#handler.open(name, nameEnd === last ? '' : all.slice(nameEnd, last));
    if (isEmpty) this.#handler.close(name);
  }

  #declaration(all: string, start: number): number {
    if (all.startsWith('<!--', start)) return behind(all, '-->', start);
    if (all.startsWith('<![CDATA[', start)) {
      const end = all.indexOf(']]>', start);
      if (end === -1) return -1;
      this.#handler.text?.(all.slice(start + '<![CDATA['.length, end));
      return end + ']]>'.length;
    }
    if (all.length - start < '<![CDATA['.length) return -1;
    throw new XmlError('a document type');
  }
}

function behind(all: string, mark: string, start: number): number {
  const at = all.indexOf(mark, start);
  return at === -1 ? -1 : at + mark.length;
}

/** Where `>` can first stand within quotes: `<a b=">`. */
const SHORTEST_QUOTED = 6;

/** The position of the `>` that ends a tag: one within quotes does not. */
function tagEnd(all: string, start: number): number {
  let end = all.indexOf('>', start);
  if (end !== -1 && end - start < SHORTEST_QUOTED) return end;
  let quote = all.indexOf('"', start);
  while (quote !== -1 && quote < end) {
    const close = all.indexOf('"', quote + 1);
    if (close === -1) return -1;
    if (close > end) end = all.indexOf('>', close);
    quote = all.indexOf('"', close + 1);
  }
  return end;
}

/** Most elements of a sheet have names of one letter: no text is made for each. */
const ONE_LETTER: readonly string[] = Array.from({ length: 0x80 }, (_, code) => String.fromCharCode(code));

function localName(all: string, start: number, end: number): string {
  if (end === start + 1) return ONE_LETTER[all.charCodeAt(start)] ?? '';
  const name = all.slice(start, end).trimEnd();
  const colon = name.indexOf(':');
  return colon === -1 ? name : name.slice(colon + 1);
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (found, hex, decimal, name: string | undefined) => {
    if (name !== undefined) return NAMED[name] ?? found;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : found;
  });
}

/** The value of an attribute; undefined without it. @param name its local name. */
export function attribute(attributes: string, name: string): string | undefined {
  const match = new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  const value = match?.[1] ?? match?.[2];
  return value === undefined ? undefined : decodeEntities(value);
}
