import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { ApiError, badParameter } from '../../../contract/errors';
import type { Upload } from '../../../contract/responses/importResponses';
import { removeWhenGone } from '../../process/removeWhenGone';
import { type Held, type HeldUploads, requireIdle } from './heldUploads';
import { spool } from './spool';

/** Of all users together, so that they cannot fill the disk. */
const MAX_UPLOADS = 10;

/** A file as it arrives. */
export interface SentFile {
  name: string;
  body: AsyncIterable<Uint8Array> | null;
  /** Aborted when the sender disconnects before the answer is sent. */
  signal: AbortSignal;
}

/** Receives files, one of a user at a time. */
export class UploadReceiver {
  readonly #held: HeldUploads;
  readonly #folder: string;
  readonly #maxBytes: number;
  readonly #receiving = new Set<string>();

  /** @param maxBytes of an upload's files together. */
  constructor(held: HeldUploads, folder: string, maxBytes: number) {
    this.#held = held;
    this.#folder = folder;
    this.#maxBytes = maxBytes;
  }

  /**
   * Spools a body to the disk as a new upload, which replaces the user's earlier ones.
   * @throws ApiError tooLarge, conflict while an earlier file of the user is being received or imported.
   */
  async receive(userId: string, file: SentFile): Promise<Upload> {
    return await this.#runExclusive(userId, async () => {
      const id = randomUUID();
      const path = join(this.#folder, id);
      const bytes = await this.#spool(file, path, 0);
      await Promise.all(this.#held.ownedBy(userId).map((held) => this.#held.remove(held)));
      const view: Upload = {
        id,
        fileNames: [file.name],
        bytes,
        state: 'uploaded',
        progress: null,
        summary: null,
        reason: null,
        doubt: null,
      };
      const held: Held = { userId, files: [{ name: file.name, path }], rejectPath: `${path}.rejects`, view };
      this.#held.hold(held);
      await removeWhenGone(file.signal, () => this.#held.remove(held));
      return view;
    });
  }

  /** Spools another file of an upload. @throws ApiError as receive does. */
  async add(id: string, userId: string, file: SentFile): Promise<Upload> {
    return await this.#runExclusive(userId, async () => {
      const held = this.#held.own(id, userId);
      requireIdle(held);
      this.#held.keep(held);
      try {
        await this.#addTo(held, file);
      } finally {
        this.#held.touch(held);
      }
      return held.view;
    });
  }

  async #addTo(held: Held, file: SentFile): Promise<void> {
    const { id, bytes: bytesBefore } = held.view;
    const path = join(this.#folder, `${id}.${held.files.length}`);
    const bytes = await this.#spool(file, path, bytesBefore);
    if (!this.#held.holds(held)) {
      await rm(path, { force: true });
      throw new ApiError('notFound', 'This upload was removed while the file was on its way');
    }
    held.files.push({ name: file.name, path });
    held.view = { ...held.view, fileNames: [...held.view.fileNames, file.name], bytes: bytesBefore + bytes };
  }

  /** @throws ApiError conflict while a file of the user is being received. */
  requireNone(userId: string): void {
    if (this.#receiving.has(userId)) throw busy();
  }

  async #runExclusive<T>(userId: string, receive: () => Promise<T>): Promise<T> {
    this.#requireRoom(userId);
    this.#receiving.add(userId);
    try {
      return await receive();
    } finally {
      this.#receiving.delete(userId);
    }
  }

  async #spool({ body, signal }: SentFile, path: string, bytesBefore: number): Promise<number> {
    if (body === null) throw badParameter('body', 'The body holds no file', 'the bytes of a file');
    try {
      const bytes = await spool(body, path, { maxBytes: this.#maxBytes, bytesBefore, signal });
      // The sender does not know the upload.
      signal.throwIfAborted();
      if (bytes === 0) throw badParameter('body', 'The file is empty', 'the bytes of a file');
      return bytes;
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
  }

  #requireRoom(userId: string): void {
    this.requireNone(userId);
    const isBusy = ({ running, isStarting }: Held) => running !== undefined || isStarting === true;
    if (this.#held.ownedBy(userId).some(isBusy)) throw busy();
    if (this.#held.countBut(userId) + this.#receiving.size >= MAX_UPLOADS) {
      throw new ApiError('tooManyRequests', 'Too many files wait to be imported', { retryAfter: 60 });
    }
  }
}

function busy(): ApiError {
  return new ApiError('conflict', 'An earlier file of yours is still on its way, or being imported');
}
