import { ENCODINGS, type Encoding } from '../../../../contract/responses/fileDialect';
import { EnoughRead, ImportError, OpenQuestion } from '../../importError';
import { ByteScan } from './byteScan';

export interface WholeEncoding {
  encoding: Encoding;
  /** Others in which more of its bytes are letters; signs within words are rare, and not impossible. */
  suspected?: readonly Encoding[];
}

/**
 * The encoding of a file whose beginning does not tell it, by all of its bytes.
 * @throws OpenQuestion when it is written partly in one and partly in the other, ImportError when it is in neither.
 */
export async function wholeEncoding(bytes: AsyncIterable<Buffer>, name: string): Promise<WholeEncoding> {
  const scan = new ByteScan();
  try {
    for await (const chunk of bytes) scan.push(chunk);
  } catch (error) {
    // A preview looks at a part.
    if (!(error instanceof EnoughRead)) throw error;
  }
  const { notUtf8, utf8, unused, old = [] } = scan.end();
  const [likely] = old;
  if (notUtf8 === undefined) return { encoding: 'utf-8' };
  if (utf8 !== undefined) {
    throw new OpenQuestion({
      parameter: 'encoding',
      allowed: [...ENCODINGS],
      message: `${name}: line ${utf8} is UTF-8 and line ${notUtf8} is not; save it in one encoding, or read it all as Windows-1252`,
    });
  }
  if (unused !== undefined && likely !== undefined) return { encoding: likely, suspected: old };
  if (unused !== undefined) {
    throw new ImportError(`${name}: line ${unused} is neither UTF-8 nor Windows-1252; save the file as UTF-8`);
  }
  return { encoding: 'windows-1252', suspected: old };
}
