import { ApiError } from '../../../contract/errors';

/** How long the bytes of a request may take, once its headers are there. */
export interface BodyTimes {
  /** Of a file: without a byte. It may take hours as a whole. */
  idleMs: number;
  /** Of any other body: as a whole. */
  wholeMs: number;
}

/** Half a megabyte on a slow line takes seconds. */
export const BODY_TIMES: BodyTimes = { idleMs: 60_000, wholeMs: 30_000 };

/** The bytes of a file. @throws ApiError requestTimeout when none has come for so long. */
export async function* withoutStalls(bytes: AsyncIterable<Uint8Array>, idleMs: number): AsyncGenerator<Uint8Array> {
  const pieces = bytes[Symbol.asyncIterator]();
  for (;;) {
    const next = await inTime(pieces.next(), idleMs, () =>
      tooSlow('The file has stopped arriving', `at most ${idleMs / 1000} seconds without a byte`),
    );
    if (next.done === true) return;
    yield next.value;
  }
}

/** What is read of a whole body. @throws ApiError requestTimeout. */
export function wholeInTime<T>(body: Promise<T>, wholeMs: number): Promise<T> {
  return inTime(body, wholeMs, () => tooSlow('The body did not arrive in time', `within ${wholeMs / 1000} seconds`));
}

async function inTime<T>(work: Promise<T>, ms: number, failure: () => ApiError): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(failure()), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function tooSlow(message: string, allowed: string): ApiError {
  return new ApiError('requestTimeout', message, { parameter: 'body', allowed });
}
