import { createHash } from 'node:crypto';
import { EventEmitter } from 'node:events';
import type { StateStore } from '../../state/stateStore';

/** A change of a job, told by the store to every process. */
export interface JobEvent {
  jobId: string;
  state: string;
}

/** Passes on what the store tells of changed jobs. */
export class JobEvents {
  readonly #emitter = new EventEmitter().setMaxListeners(0);

  static async listen(state: StateStore): Promise<JobEvents> {
    const events = new JobEvents();
    await state.listen('export_jobs', (payload) => {
      const [jobId = '', jobState = '', userHash = ''] = payload.split(' ');
      const event: JobEvent = { jobId, state: jobState };
      events.#emitter.emit('any', event);
      events.#emitter.emit(`of ${userHash}`, event);
    });
    return events;
  }

  onAny(listener: (event: JobEvent) => void): void {
    this.#emitter.on('any', listener);
  }

  /** @returns how to stop it. */
  onUser(userId: string, listener: () => void): () => void {
    // As the store's trigger hashes user ids, which never leave it.
    const name = `of ${createHash('md5').update(userId).digest('hex')}`;
    this.#emitter.on(name, listener);
    return () => this.#emitter.off(name, listener);
  }

  close(): void {
    this.#emitter.removeAllListeners();
  }
}
