import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { z } from 'zod';

const answerSchema = z.object({ id: z.int(), status: z.int(), bytes: z.int() });
type Answer = z.infer<typeof answerSchema>;

/**
 * Sends requests from another process, as if from another machine, so that reading the responses is not counted as
 * the server's work.
 */
export class Client {
  readonly #process: ChildProcess;
  readonly #token: string;
  readonly #waiting = new Map<number, (answer: Answer) => void>();
  #asked = 0;

  constructor(token: string) {
    this.#token = token;
    this.#process = fork(join(import.meta.dirname, 'clientProcess.mjs'));
    this.#process.on('message', (message) => {
      const answer = answerSchema.parse(message);
      this.#waiting.get(answer.id)?.(answer);
      this.#waiting.delete(answer.id);
    });
  }

  /** @returns the bytes of the body, once all of them have arrived. @throws Error unless the status is 200. */
  async get(url: string): Promise<number> {
    const id = ++this.#asked;
    const answered = new Promise<Answer>((resolve) => this.#waiting.set(id, resolve));
    this.#process.send({ id, url, token: this.#token });
    const { status, bytes } = await answered;
    if (status !== 200) throw new Error(`${status} for ${url}`);
    return bytes;
  }

  async close(): Promise<void> {
    const gone = once(this.#process, 'exit');
    this.#process.disconnect();
    await gone;
  }
}
