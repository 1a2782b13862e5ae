import { z } from 'zod';
import { ConfigError } from './configError';
import { wholeNumber } from './values';

/** What a question may use, and where jobs and settings are kept. */

/** Of the driver. */
const SSL_MODES = ['disable', 'prefer', 'require', 'verify-ca', 'verify-full', 'no-verify'];

export const engineSchema = z.object({
  /** Limits of one question in the engine; of a file it is ENGINE_FILE_SECONDS. */
  ENGINE_SECONDS: wholeNumber(1, 3600).default(30),
  ENGINE_FILE_SECONDS: wholeNumber(1, 86_400).default(1800),
  ENGINE_MEMORY_MB: wholeNumber(100, 1_000_000).default(2000),
  /** PostgreSQL for jobs and settings; without it PGlite runs in the process, in DATA_DIR. */
  DATABASE_URL: z
    .url({
      protocol: /^postgres(ql)?$/,
      error: 'must be an address such as postgresql://user:password@host/database',
      abort: true,
    })
    .refine((url) => SSL_MODES.includes(new URL(url).searchParams.get('sslmode') ?? 'disable'), {
      error: `must have an sslmode of ${SSL_MODES.join(', ')}`,
    })
    .transform(withFullCheck)
    .optional(),
});

/**
 * Of what one question is answered with: it passes through the one thread that everybody is served by, which a megabyte
 * takes tens of milliseconds. Rows of a page take a tenth of a megabyte.
 */
const ANSWER_BYTES = 16_000_000;

/** Bounds of each question that a user asks of the engine; imports and upgrades have none. */
export interface EngineLimits {
  /** Of a question of the page. */
  seconds: number;
  /** Of a file. */
  fileSeconds: number;
  /** Of the memory of one question or file. */
  memoryBytes: number;
  /** Of the answer of a question of the page, as JSON; files and streams have none. */
  answerBytes: number;
}

export interface EngineSettings {
  engine: EngineLimits;
  databaseUrl: string | undefined;
}

export function engineSettings(env: z.infer<typeof engineSchema>): EngineSettings {
  if (env.ENGINE_SECONDS > env.ENGINE_FILE_SECONDS) {
    throw new ConfigError(
      `ENGINE_SECONDS: must not be more than ENGINE_FILE_SECONDS, what a file may take (${env.ENGINE_FILE_SECONDS})`,
    );
  }
  return {
    engine: {
      seconds: env.ENGINE_SECONDS,
      fileSeconds: env.ENGINE_FILE_SECONDS,
      memoryBytes: env.ENGINE_MEMORY_MB * 1_000_000,
      answerBytes: ANSWER_BYTES,
    },
    databaseUrl: env.DATABASE_URL,
  };
}

/** The driver takes these for one, and says at each start in ten lines that a later version of it will not. */
function withFullCheck(url: string): string {
  if (/[?&]uselibpqcompat=true\b/.test(url)) return url;
  return url.replace(/([?&]sslmode=)(?:prefer|require|verify-ca)(?=&|$)/, '$1verify-full');
}
