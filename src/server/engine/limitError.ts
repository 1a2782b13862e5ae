import { EngineLimitError } from './engine';

/**
 * The bound that the engine says was met.
 * @param type how the engine names what went wrong, where it says so apart from the text.
 */
export function limitError(
  error: unknown,
  seconds: 'seconds' | 'fileSeconds',
  type?: string,
): EngineLimitError | undefined {
  // The name stands at the end of what the engine writes.
  const text = type === undefined ? (error instanceof Error ? error.message : '') : `(${type})`;
  if (text.includes('(TIMEOUT_EXCEEDED)')) return new EngineLimitError(seconds);
  if (text.includes('(TOO_MANY_ROWS_OR_BYTES)')) return new EngineLimitError('answerBytes');
  return text.includes('(MEMORY_LIMIT_EXCEEDED)') ? new EngineLimitError('memoryBytes') : undefined;
}

/** @throws EngineLimitError for an answer that is larger than one may be. @param most without it there is no bound. */
export function requireAnswerFits(bytes: number, most: number | undefined): void {
  if (most !== undefined && bytes > most) throw new EngineLimitError('answerBytes');
}
