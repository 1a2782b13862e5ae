import type { Upload } from '../../contract/responses/importResponses';
import { removeUpload, sendFile } from './importApi';

/** How far the sending of files is. */
export interface Sending {
  /** The file that is on its way. */
  name: string;
  /** Its place among the files, from 1. */
  place: number;
  files: number;
  /** Of all bytes of all files, 0..1. */
  share: number;
}

/**
 * Sends files one after the other, to be imported together. All of them arrive or none stays: half of what
 * somebody chose must not look like all of it.
 * @throws ApiFailure, or the signal's reason.
 */
export async function sendFiles(
  files: readonly File[],
  onSending: (sending: Sending) => void,
  signal: AbortSignal,
): Promise<void> {
  const total = files.reduce((sum, { size }) => sum + size, 0);
  let before = 0;
  let upload: Upload | undefined;
  try {
    for (const [index, file] of files.entries()) {
      const tell = (bytes: number) =>
        onSending({ name: file.name, place: index + 1, files: files.length, share: (before + bytes) / total });
      tell(0);
      // A request is a little longer than its file.
      upload = await sendFile(file, upload?.id, (bytes) => tell(Math.min(bytes, file.size)), signal);
      signal.throwIfAborted();
      before += file.size;
    }
  } catch (error) {
    // Whether or not this arrives, the next file that is sent takes its place.
    if (upload !== undefined) await removeUpload(upload.id).catch(() => undefined);
    throw error;
  }
}
