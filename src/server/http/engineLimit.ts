import type { EngineLimits } from '../config/engineSettings';

export const LIMIT_ADVICE = 'fewer filters on long texts, a shorter period, or a higher limit in the server’s settings';

/** Which bound a question met, by the name of its setting. */
export function describeLimit(limit: keyof EngineLimits, limits: EngineLimits): string {
  switch (limit) {
    case 'seconds':
      return `The question took longer than ENGINE_SECONDS lets it: ${limits.seconds} s`;
    case 'fileSeconds':
      return `The file took longer than ENGINE_FILE_SECONDS lets it: ${limits.fileSeconds} s`;
    case 'memoryBytes':
      return `The question needs more memory than ENGINE_MEMORY_MB lets it have: ${limits.memoryBytes / 1_000_000} MB`;
  }
}
