import { join, resolve } from 'node:path';
import { z } from 'zod';
import { DAY_SECONDS } from '../../contract/time/units';
import { ConfigError } from './configError';
import { durationSchema } from './duration';
import { wholeNumber } from './values';

/** Files of exports, and the mails that bring them. */

const SMTP_ADDRESS = 'must be an address such as smtp://user:password@host:587, other signs in it as %25 for %';
const ADDRESS = '[^\\s<>@,;"]+@[^\\s<>@,;"]+';
/** One address, by itself or behind a name. */
const MAILBOX = new RegExp(`^(?:${ADDRESS}|(?:"[^"\\r\\n]*"|[^<>@,;"\\r\\n]*) ?<${ADDRESS}>)$`);

export const exportSchema = z.object({
  /** Finished files; processes that share a DATABASE_URL must share it as well. */
  EXPORT_DIR: z.string().min(1).optional(),
  EXPORT_TTL: durationSchema(366).default(7 * DAY_SECONDS),
  /** How long ended exports are kept; without it 30 days, or as long as their files if that is longer. */
  JOBS_TTL: durationSchema(3660).optional(),
  EXPORT_DISK_MB: wholeNumber(1, 100_000_000).default(10_000),
  /** Of one user's files; without it a third of EXPORT_DISK_MB. */
  EXPORT_USER_DISK_MB: wholeNumber(1, 100_000_000).optional(),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, hostname: /./, error: SMTP_ADDRESS })
    // A password with a bare % in it.
    .refine(isDecodable, SMTP_ADDRESS)
    .optional(),
  MAIL_FROM: z.string().regex(MAILBOX, 'must be one address such as "Reports <reports@example.com>"').optional(),
  MAIL_ATTACH_MB: wholeNumber(0, 1000).default(10),
});

/** The folder of finished files, how long they and their jobs are kept, and the disk quota. */
export interface ExportSettings {
  folder: string;
  keepSeconds: number;
  /** From a job's end on; never less than keepSeconds. */
  keepJobSeconds: number;
  /** What all files may take. */
  maxBytes: number;
  /** What the files of one user may take. */
  maxUserBytes: number;
}

export interface MailSettings {
  /** Without one, mails become files in the local outbox. */
  smtpUrl: string | undefined;
  /** Without one, an address at the host of the public URL. */
  from: string | undefined;
  /** Larger files are not attached. */
  attachBytes: number;
}

const DEFAULT_JOBS_TTL = 30 * DAY_SECONDS;
/** So many users with all that they may have leave no room for others. */
const USERS_TO_FILL_IT = 3;

export function exportSettings(env: z.infer<typeof exportSchema>, dataDir: string): ExportSettings {
  const { EXPORT_TTL: keepSeconds, JOBS_TTL: keepJobSeconds = Math.max(DEFAULT_JOBS_TTL, keepSeconds) } = env;
  if (keepJobSeconds < keepSeconds) {
    throw new ConfigError(
      'JOBS_TTL: must not be shorter than EXPORT_TTL (7d by default), for which files are promised',
    );
  }
  const folder = resolve(env.EXPORT_DIR ?? join(dataDir, 'exports'));
  const { EXPORT_DISK_MB: disk, EXPORT_USER_DISK_MB: share = disk / USERS_TO_FILL_IT } = env;
  if (share > disk) {
    throw new ConfigError(`EXPORT_USER_DISK_MB: must not be more than EXPORT_DISK_MB, what all may have (${disk})`);
  }
  return { folder, keepSeconds, keepJobSeconds, maxBytes: disk * 1_000_000, maxUserBytes: share * 1_000_000 };
}

function isDecodable(address: string): boolean {
  try {
    return decodeURI(address) !== '';
  } catch {
    return false;
  }
}

export function mailSettings(env: z.infer<typeof exportSchema>): MailSettings {
  return { smtpUrl: env.SMTP_URL, from: env.MAIL_FROM, attachBytes: env.MAIL_ATTACH_MB * 1_000_000 };
}
