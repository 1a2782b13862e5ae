import type { Upload } from '../../contract/responses/importResponses';
import { removeUpload, sendFile } from './importApi';

/** The progress of sending files. */
export interface Sending {
  /** The file that is being sent. */
  name: string;
  /** Its number among the files, from 1. */
  place: number;
  files: number;
  /** Of all bytes of all files, 0..1. */
  share: number;
}

/**
 * Sends files one after the other into one upload. If one fails the upload is removed, since a part of the files
 * must not look like all of them.
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
      // A request has some more bytes than its file.
      upload = await sendFile(file, upload?.id, (bytes) => tell(Math.min(bytes, file.size)), signal);
      signal.throwIfAborted();
      before += file.size;
    }
  } catch (error) {
    // If this fails, the next upload replaces it.
    if (upload !== undefined) await removeUpload(upload.id).catch(() => undefined);
    throw error;
  }
}
