import { rm } from 'node:fs/promises';
import { ApiError } from '../../../contract/errors';
import type { Upload } from '../../../contract/responses/importResponses';
import { HOUR_SECONDS } from '../../../contract/time/units';
import { logger } from '../../log/logger';
import type { ImportSource } from '../read/container/source';

/** An upload is removed this long after its last use. */
const KEEP_MS = HOUR_SECONDS * 1000;

/** An upload with its files and state on the server. */
export interface Held {
  userId: string;
  files: ImportSource[];
  rejectPath: string;
  view: Upload;
  /** While its import is being begun: its files are read, and nothing may take their place. */
  isStarting?: boolean;
  /** Set while it is being imported. */
  running?: { controller: AbortController; ended: Promise<void> };
  /** Set while it is being removed. */
  removal?: Promise<void>;
  timer?: NodeJS.Timeout;
}

/** The uploads that are kept, each visible to its sender alone, until they are removed or expire. */
export class HeldUploads {
  readonly #held = new Map<string, Held>();

  hold(held: Held): void {
    this.#held.set(held.view.id, held);
    this.touch(held);
  }

  /** Not one that is being removed. */
  holds({ view, removal }: Held): boolean {
    return this.#held.has(view.id) && removal === undefined;
  }

  /** @throws ApiError notFound for an unknown id and for another caller's upload alike. */
  own(id: string, userId: string): Held {
    const held = this.#held.get(id);
    if (held?.userId !== userId || !this.holds(held)) {
      throw new ApiError('notFound', 'This upload is not, or no longer, among yours', {
        allowed: 'send the file again',
      });
    }
    return held;
  }

  /** Those that are being removed as well, until they are gone: an import that is stopped runs for a moment. */
  ownedBy(userId: string): Held[] {
    return [...this.#held.values()].filter((held) => held.userId === userId);
  }

  /** The number of uploads of other users. */
  countBut(userId: string): number {
    return this.#held.size - this.ownedBy(userId).length;
  }

  /** Restarts the expiry. */
  touch(held: Held): void {
    this.keep(held);
    if (held.running !== undefined || !this.holds(held)) return;
    const remove = () =>
      this.remove(held).catch((error: unknown) =>
        logger.error({ err: error, upload: held.view.id }, 'an upload stays'),
      );
    held.timer = setTimeout(remove, KEEP_MS).unref();
  }

  /** Suspends the expiry until `touch`. */
  keep({ timer }: Held): void {
    clearTimeout(timer);
  }

  /** Resolves once nothing of it is left. */
  remove(held: Held): Promise<void> {
    held.removal ??= this.#remove(held);
    return held.removal;
  }

  async #remove(held: Held): Promise<void> {
    this.keep(held);
    try {
      held.running?.controller.abort();
      await held.running?.ended;
      await removeFiles(held);
      await rm(held.rejectPath, { force: true });
    } finally {
      this.#held.delete(held.view.id);
    }
  }

  async removeAll(): Promise<void> {
    await Promise.all([...this.#held.values()].map((held) => this.remove(held)));
  }
}

/** @throws ApiError conflict when its import has begun. */
export function requireIdle({ view }: Held): void {
  if (view.state !== 'running' && view.state !== 'done') return;
  throw beingImported();
}

export function beingImported(): ApiError {
  return new ApiError('conflict', 'This file is being imported already');
}

export async function removeFiles({ files }: Held): Promise<void> {
  for (const { path } of files) await rm(path, { force: true });
}
