import { ApiError } from '../../contract/errors';
import type { BackupStatus } from '../../contract/responses/commandResponses';
import { logger } from '../log/logger';
import { type BackupPlace, makeBackup, requireBackupFolder } from './makeBackup';

/** The back-up that a running server makes for the command; one at a time. */
export class Backups {
  readonly #place: BackupPlace;
  #folder: string | undefined;
  #status: BackupStatus = { state: 'running', rows: 0, problem: null };
  readonly #stopping = new AbortController();
  #running: Promise<void> = Promise.resolve();

  constructor(place: BackupPlace) {
    this.#place = place;
  }

  /** @param folder an absolute path. @throws ApiError conflict while another one is made, or where none can be made there. */
  async requirePlace(folder: string): Promise<void> {
    this.#requireIdle();
    await requireBackupFolder(this.#place.config, folder).catch((error: unknown) => {
      throw new ApiError('conflict', error instanceof Error ? error.message : String(error));
    });
  }

  #requireIdle(): void {
    if (this.#folder === undefined || this.#status.state !== 'running') return;
    throw new ApiError('conflict', `A back-up into ${this.#folder} is being made`);
  }

  /** @param folder an absolute path. @throws ApiError conflict while another one is made. */
  begin(folder: string): BackupStatus {
    this.#requireIdle();
    this.#folder = folder;
    this.#status = { state: 'running', rows: 0, problem: null };
    this.#running = this.#make(folder);
    return this.#status;
  }

  /** @throws ApiError notFound when the newest one is another, or there is none. */
  statusOf(folder: string): BackupStatus {
    if (this.#folder === folder) return this.#status;
    throw new ApiError('notFound', 'No back-up is made there');
  }

  async #make(folder: string): Promise<void> {
    try {
      const { tickets } = await makeBackup(this.#place, folder, this.#stopping.signal);
      this.#status = { state: 'done', rows: tickets.rows, problem: null };
    } catch (error) {
      logger.error({ err: error }, 'back-up not made');
      const words = error instanceof Error ? error.message : String(error);
      const problem = this.#stopping.signal.aborted ? 'The server is stopping' : words;
      this.#status = { state: 'failed', rows: 0, problem };
    }
  }

  /** Gives up the one that is being made; the engine must not close under it. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
  }
}
