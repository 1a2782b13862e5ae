import { setTimeout } from 'node:timers/promises';
import { errnoOf } from '../../process/errno';
import { EngineAwayError } from '../engine';
import { CutError } from './serverError';

/** Nothing has reached a server. */
const NOT_REACHED = /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH)$/;
/** Something may have. */
const BROKEN = /^(ECONNRESET|EPIPE|ETIMEDOUT|ECONNABORTED|ERR_STREAM_PREMATURE_CLOSE|Z_BUF_ERROR)$/;
const BROKEN_TEXT = /^(socket hang up|aborted)/;
/** Of the client, once nothing has come for as long as it waits: another try would wait for as long again. */
const SILENT_TEXT = /^Timeout error\./;
/** The server takes no more questions for now. */
const TOO_MANY = /\(TOO_MANY_SIMULTANEOUS_QUERIES\)/;

export interface BackOff {
  /** Doing it twice is as good as once. */
  repeatable: boolean;
  signal?: AbortSignal | undefined;
  /** Milliseconds before each further try. */
  pauses: readonly number[];
}

/**
 * Does what needs the server, again after a pause where the connection failed: what nobody has received always, what
 * somebody may have only where that does no harm, and after a silence not.
 * @throws EngineAwayError when the last try could not reach the server either, or was cut off.
 */
export async function withBackOff<T>(
  work: (attempt: number) => Promise<T>,
  { repeatable, signal, pauses }: BackOff,
): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work(attempt);
    } catch (error) {
      const kind = kindOf(error);
      if (kind === undefined || signal?.aborted) throw error;
      const pause = pauses[attempt];
      if (pause === undefined || kind === 'silent' || (kind === 'broken' && !repeatable))
        throw new EngineAwayError({ cause: error });
      // Of many that were cut at once not all come back at once.
      await setTimeout(pause * (0.5 + Math.random() / 2), undefined, signal === undefined ? {} : { signal });
    }
  }
}

/** An error of a connection as what it means; any other as it is. */
export function orAwayError(error: unknown): unknown {
  return kindOf(error) === undefined ? error : new EngineAwayError({ cause: error });
}

function kindOf(error: unknown): 'unreached' | 'broken' | 'silent' | undefined {
  const code = errnoOf(error) ?? '';
  const text = error instanceof Error ? error.message : '';
  if (NOT_REACHED.test(code) || TOO_MANY.test(text)) return 'unreached';
  if (error instanceof CutError) return 'broken';
  if (SILENT_TEXT.test(text)) return 'silent';
  return BROKEN.test(code) || BROKEN_TEXT.test(text) ? 'broken' : undefined;
}
