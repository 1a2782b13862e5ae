import { EnoughRead, ImportError } from '../../importError';
import { XmlError, type XmlHandler, XmlScanner } from './xmlScanner';

/** Scans a part of a workbook to its end. @throws ImportError for one that is broken. */
export async function scanPart(bytes: AsyncIterable<Buffer>, handler: XmlHandler, name: string): Promise<void> {
  for await (const _ of scanning(bytes, handler, name));
}

/** Scans a part, yielding after each chunk of it. */
export async function* scanning(
  bytes: AsyncIterable<Buffer>,
  handler: XmlHandler,
  name: string,
): AsyncGenerator<undefined> {
  const scanner = new XmlScanner(handler);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const chunk of bytes) {
      scanner.push(decoder.decode(chunk, { stream: true }));
      yield undefined;
    }
    scanner.push(decoder.decode());
    scanner.end();
  } catch (error) {
    if (error instanceof ImportError || error instanceof EnoughRead) throw error;
    if (!(error instanceof XmlError || error instanceof TypeError)) throw error;
    throw new ImportError(`${name}: the workbook is damaged`);
  }
}
