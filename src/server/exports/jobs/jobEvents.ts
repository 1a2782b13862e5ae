import { EventEmitter } from 'node:events';
import type { RowKeys } from '../../state/rowKeys';
import type { StateStore } from '../../state/stateStore';

/**
 * A change of a job, told by the store to every process. A hint and no more: whoever may open the database can send one,
 * so what it says is read from the row before anything is done.
 */
export interface JobEvent {
  jobId: string;
  state: string;
}

/** Passes on what the store tells of changed jobs. */
export class JobEvents {
  readonly #emitter = new EventEmitter().setMaxListeners(0);
  readonly #keys: RowKeys;

  private constructor(keys: RowKeys) {
    this.#keys = keys;
  }

  static async listen(state: StateStore, keys: RowKeys): Promise<JobEvents> {
    const events = new JobEvents(keys);
    await state.listen('export_jobs', (payload) => {
      const [jobId = '', jobState = '', userTag = ''] = payload.split(' ');
      const event: JobEvent = { jobId, state: jobState };
      events.#emitter.emit('any', event);
      events.#emitter.emit(`of ${userTag}`, event);
    });
    return events;
  }

  onAny(listener: (event: JobEvent) => void): void {
    this.#emitter.on('any', listener);
  }

  /** @returns how to stop it. */
  onUser(userId: string, listener: () => void): () => void {
    const name = `of ${this.#keys.userTag(userId)}`;
    this.#emitter.on(name, listener);
    return () => this.#emitter.off(name, listener);
  }

  close(): void {
    this.#emitter.removeAllListeners();
  }
}
