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
  return text.includes('(MEMORY_LIMIT_EXCEEDED)') ? new EngineLimitError('memoryBytes') : undefined;
}
