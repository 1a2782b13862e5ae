import type { EngineLimits } from '../config/engineSettings';

const ANSWER_ADVICE = 'fewer rows, fewer columns, or a file, which may be of any size';
const LIMIT_ADVICE = 'fewer filters on long texts, a shorter period, or a higher limit in the server’s settings';

/** What helps with a bound that was met. */
export function adviceOf(limit: keyof EngineLimits): string {
  return limit === 'answerBytes' ? ANSWER_ADVICE : LIMIT_ADVICE;
}

/** Which bound a question met, by the name of its setting. */
export function describeLimit(limit: keyof EngineLimits, limits: EngineLimits): string {
  switch (limit) {
    case 'seconds':
      return `The question took longer than ENGINE_SECONDS lets it: ${limits.seconds} s`;
    case 'fileSeconds':
      return `The file took longer than ENGINE_FILE_SECONDS lets it: ${limits.fileSeconds} s`;
    case 'memoryBytes':
      return `The question needs more memory than ENGINE_MEMORY_MB lets it have: ${limits.memoryBytes / 1_000_000} MB`;
    case 'answerBytes':
      return `The answer is larger than one may be: ${limits.answerBytes / 1_000_000} MB`;
  }
}
