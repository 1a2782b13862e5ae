import { formatCount } from '../../../../contract/format/numbers';
import { ImportError } from '../../importError';

/** Limits the text of compressed files: a file of megabytes can unpack to terabytes. */
export class UnpackedText {
  readonly #maxBytes: number;
  #bytes = 0;

  constructor(maxBytes = Number.POSITIVE_INFINITY) {
    this.#maxBytes = maxBytes;
  }

  /** @returns the observer of a file's text. @throws ImportError when the files have more than the limit. */
  counter(name: string): (bytes: number, isUnpacked: boolean) => void {
    return (bytes, isUnpacked) => {
      if (isUnpacked) this.#bytes += bytes;
      if (this.#bytes <= this.#maxBytes) return;
      const megabytes = formatCount(Math.floor(this.#maxBytes / 1_000_000));
      throw new ImportError(`${name}: unpacked, the files have more than ${megabytes} MB (IMPORT_UNPACKED_MB)`);
    };
  }
}
