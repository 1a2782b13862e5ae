import { z } from 'zod';
import { ConfigError } from './configError';
import { exportUrl } from './upstreamUrl';
import { httpAddress, wholeNumber } from './values';

/** Where tickets come from: files that are sent, and an instance that is mirrored. */

export const importSchema = z.object({
  /** Limit of an upload. */
  IMPORT_UPLOAD_MB: wholeNumber(1, 100_000).default(2000),
  /** Limit of what the compressed files of an import unpack to. */
  IMPORT_UNPACKED_MB: wholeNumber(1, 10_000_000).default(50_000),
  /** An instance whose tickets are mirrored. */
  REPORTING_SYNC_URL: httpAddress.optional(),
  REPORTING_SYNC_MINUTES: wholeNumber(1, 1440).optional(),
  TICKETLENS_UPSTREAM_TOKEN: z.string().min(1).optional(),
});

export interface ImportSettings {
  /** Limit of an upload. */
  uploadBytes: number;
  /** Limit of what the compressed files of an import unpack to, all together. */
  unpackedBytes: number;
  /** Set when the server mirrors an upstream. */
  sync: SyncSettings | undefined;
  upstreamToken: string | undefined;
}

interface SyncSettings {
  /** The address of the instance's export. */
  url: string;
  token: string;
  everyMinutes: number;
}

export function importSettings(env: z.infer<typeof importSchema>): ImportSettings {
  return {
    uploadBytes: env.IMPORT_UPLOAD_MB * 1_000_000,
    unpackedBytes: env.IMPORT_UNPACKED_MB * 1_000_000,
    sync: syncSettings(env),
    upstreamToken: env.TICKETLENS_UPSTREAM_TOKEN,
  };
}

const DEFAULT_SYNC_MINUTES = 5;

function syncSettings(env: z.infer<typeof importSchema>): SyncSettings | undefined {
  const { REPORTING_SYNC_URL: url, REPORTING_SYNC_MINUTES: minutes, TICKETLENS_UPSTREAM_TOKEN: token } = env;
  if (url === undefined) {
    if (minutes === undefined) return undefined;
    throw new ConfigError('REPORTING_SYNC_MINUTES: needs REPORTING_SYNC_URL, the instance to mirror');
  }
  if (token === undefined) {
    throw new ConfigError('REPORTING_SYNC_URL: needs TICKETLENS_UPSTREAM_TOKEN, a token of that instance');
  }
  return { url: syncUrl(url), token, everyMinutes: minutes ?? DEFAULT_SYNC_MINUTES };
}

function syncUrl(given: string): string {
  try {
    return exportUrl(given);
  } catch (error) {
    throw new ConfigError(`REPORTING_SYNC_URL: ${error instanceof Error ? error.message : error}`);
  }
}
