import { join, resolve } from 'node:path';
import { z } from 'zod';
import { PRIVACY_LEVELS } from '../../contract/privacy';
import { EXPORT_FORMATS } from '../../contract/query/requests';
import { DAY_SECONDS } from '../../contract/time/units';
import { durationSchema } from './duration';
import { frameAncestorsSchema, isEmbedded } from './frameAncestors';
import { exportUrl } from './upstreamUrl';

/** Settings, parsed once from the environment. The defaults suit one machine without any set-up. */

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .refine((value) => value >= min && value <= max, `must be from ${min} to ${max}`);

const timeZone = z.string().refine((name) => {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== null;
  } catch {
    return false;
  }
}, 'must be a time zone such as UTC or Europe/Berlin');

const httpAddress = z.url({ protocol: /^https?$/, error: 'must be an http or https address' });

const onOrOff = z.enum(['0', '1'], { error: 'must be 0 or 1' }).transform((value) => value === '1');
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const environmentSchema = z.object({
  PORT: wholeNumber(0, 65_535).default(4173),
  /** This machine only, by default. */
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('./data'),
  REPORTING_TIMEZONE: timeZone.default('UTC'),
  DEFAULT_DATE_EXPORT_FORMAT: z.enum(EXPORT_FORMATS).default('csv'),
  REPORTING_PRIVACY_LEVEL: z.enum(PRIVACY_LEVELS).default('full'),
  /** HS256 needs a key at least as long as its hash, 32 bytes. */
  JWT_SECRET: z.string().min(32, 'must have at least 32 characters').optional(),
  /** Public keys of an identity provider, for RS256, ES256 and EdDSA tokens. */
  JWKS_URL: httpAddress.optional(),
  JWT_ISSUER: z.string().min(1).optional(),
  JWT_AUDIENCE: z.string().min(1).optional(),
  JWT_CLOCK_TOLERANCE: wholeNumber(0, 300).default(30),
  JWT_CLAIM_ID: z.string().min(1).default('sub'),
  JWT_CLAIM_EMAIL: z.string().min(1).default('email'),
  JWT_CLAIM_NAME: z.string().min(1).default('name'),
  JWT_CLAIM_PERMISSIONS: z.string().min(1).default('permissions'),
  /** Address of single sign-on; `{returnTo}` in it is replaced by the report's address. */
  LOGIN_URL: httpAddress.optional(),
  EXPORT_SYNC_ROWS_TEXT: wholeNumber(0, 100_000_000).default(300_000),
  EXPORT_SYNC_ROWS_XLSX: wholeNumber(0, 1_000_000).default(1000),
  /** Address of the page for users, as in the links of mails. */
  PUBLIC_URL: httpAddress.optional(),
  /** Whose pages may show this one in a frame. */
  FRAME_ANCESTORS: frameAncestorsSchema.default([]),
  HSTS_INCLUDE_SUBDOMAINS: onOrOff.default(false),
  /** Whether a start prints a sign-in link, which then stands in logs. */
  START_LINK: onOrOff.default(true),
  /** PostgreSQL for jobs and settings; without it PGlite runs in the process, in DATA_DIR. */
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'must be an address such as postgresql://user:password@host/database' })
    .optional(),
  /** Finished files; processes that share a DATABASE_URL must share it as well. */
  EXPORT_DIR: z.string().min(1).optional(),
  EXPORT_TTL: durationSchema(366).default(7 * DAY_SECONDS),
  /** How long ended exports are kept; without it 30 days, or as long as their files if that is longer. */
  JOBS_TTL: durationSchema(3660).optional(),
  EXPORT_DISK_MB: wholeNumber(1, 100_000_000).default(10_000),
  /** Of one user's files; without it a third of EXPORT_DISK_MB. */
  EXPORT_USER_DISK_MB: wholeNumber(1, 100_000_000).optional(),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'must be an address such as smtp://user:password@host:587' })
    .optional(),
  MAIL_FROM: z
    .string()
    .regex(/^[^\r\n]*[^\s<>]+@[^\s<>]+>?$/, 'must be an address such as "Reports <reports@example.com>"')
    .optional(),
  MAIL_ATTACH_MB: wholeNumber(0, 1000).default(10),
  /** Limits of one question in the engine; of a file it is ENGINE_FILE_SECONDS. */
  ENGINE_SECONDS: wholeNumber(1, 3600).default(30),
  ENGINE_FILE_SECONDS: wholeNumber(1, 86_400).default(1800),
  ENGINE_MEMORY_MB: wholeNumber(100, 1_000_000).default(2000),
  /** Limit of an upload. */
  IMPORT_UPLOAD_MB: wholeNumber(1, 100_000).default(2000),
  /** Limit of what the compressed files of an import unpack to. */
  IMPORT_UNPACKED_MB: wholeNumber(1, 10_000_000).default(50_000),
  /** An instance whose tickets are mirrored. */
  REPORTING_SYNC_URL: httpAddress.optional(),
  REPORTING_SYNC_MINUTES: wholeNumber(1, 1440).optional(),
  TICKETLENS_UPSTREAM_TOKEN: z.string().min(1).optional(),
  /** How long entries of the audit are kept. */
  AUDIT_DAYS: wholeNumber(1, 3660).default(400),
  /** Proxies in front of the server that add the address they were asked from to X-Forwarded-For. */
  TRUST_PROXY: wholeNumber(0, 10).default(0),
  LOG_LEVEL: z.enum(LOG_LEVELS).optional(),
});

export type LogLevel = (typeof LOG_LEVELS)[number];

export interface Config {
  port: number;
  host: string;
  dataDir: string;
  timeZone: string;
  defaultFormat: (typeof EXPORT_FORMATS)[number];
  privacyLevel: (typeof PRIVACY_LEVELS)[number];
  jwtSecret: string | undefined;
  tokens: TokenSettings;
  loginUrl: string | undefined;
  /** Rows up to which an export is downloaded rather than queued. */
  syncRows: Record<(typeof EXPORT_FORMATS)[number], number>;
  publicUrl: string | undefined;
  /** Sources of the policy's frame-ancestors. */
  frameAncestors: readonly string[];
  hstsSubdomains: boolean;
  /** A start prints a sign-in link. */
  startLink: boolean;
  databaseUrl: string | undefined;
  engine: EngineLimits;
  /** Limit of an upload. */
  uploadBytes: number;
  /** Limit of what the compressed files of an import unpack to, all together. */
  unpackedBytes: number;
  exports: ExportSettings;
  mail: MailSettings;
  /** Set when the server mirrors an upstream. */
  sync: SyncSettings | undefined;
  upstreamToken: string | undefined;
  auditDays: number;
  /** How many entries at the end of X-Forwarded-For are believed. */
  trustedProxies: number;
  /** Without one it depends on who reads the log. */
  logLevel: LogLevel | undefined;
}

/** Bounds of each question that a user asks of the engine; imports and upgrades have none. */
export interface EngineLimits {
  /** Of a question of the page. */
  seconds: number;
  /** Of a file. */
  fileSeconds: number;
  /** Of the memory of one question or file. */
  memoryBytes: number;
}

export interface SyncSettings {
  /** The address of the instance's export. */
  url: string;
  token: string;
  everyMinutes: number;
}

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

/** Which tokens are accepted, and the names of their claims. */
export interface TokenSettings {
  jwksUrl: string | undefined;
  issuer: string | undefined;
  audience: string | undefined;
  clockToleranceSeconds: number;
  /** A claim's name, or a path such as `realm_access.roles`. */
  claims: { id: string; email: string; name: string; permissions: string };
}

/** Thrown with one line for each bad variable. */
export class ConfigError extends Error {}

/** @throws ConfigError that names every variable that is wrong and what it may be. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  // Env files and service managers write an unset variable as an empty one.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigError(lines.join('\n'));
  }
  const env = parsed.data;
  return {
    port: env.PORT,
    host: env.HOST,
    dataDir: resolve(env.DATA_DIR),
    timeZone: env.REPORTING_TIMEZONE,
    defaultFormat: env.DEFAULT_DATE_EXPORT_FORMAT,
    privacyLevel: env.REPORTING_PRIVACY_LEVEL,
    jwtSecret: env.JWT_SECRET,
    tokens: tokenSettings(env),
    loginUrl: env.LOGIN_URL,
    syncRows: { xlsx: env.EXPORT_SYNC_ROWS_XLSX, csv: env.EXPORT_SYNC_ROWS_TEXT, json: env.EXPORT_SYNC_ROWS_TEXT },
    publicUrl: env.PUBLIC_URL?.replace(/\/+$/, ''),
    frameAncestors: frameAncestors(env),
    hstsSubdomains: env.HSTS_INCLUDE_SUBDOMAINS,
    startLink: env.START_LINK,
    databaseUrl: env.DATABASE_URL,
    engine: {
      seconds: env.ENGINE_SECONDS,
      fileSeconds: env.ENGINE_FILE_SECONDS,
      memoryBytes: env.ENGINE_MEMORY_MB * 1_000_000,
    },
    uploadBytes: env.IMPORT_UPLOAD_MB * 1_000_000,
    unpackedBytes: env.IMPORT_UNPACKED_MB * 1_000_000,
    exports: exportSettings(env),
    mail: { smtpUrl: env.SMTP_URL, from: env.MAIL_FROM, attachBytes: env.MAIL_ATTACH_MB * 1_000_000 },
    sync: syncSettings(env),
    upstreamToken: env.TICKETLENS_UPSTREAM_TOKEN,
    auditDays: env.AUDIT_DAYS,
    trustedProxies: env.TRUST_PROXY,
    logLevel: env.LOG_LEVEL,
  };
}

function frameAncestors({ FRAME_ANCESTORS, PUBLIC_URL }: z.infer<typeof environmentSchema>): readonly string[] {
  if (isEmbedded(FRAME_ANCESTORS) && PUBLIC_URL?.startsWith('https:') !== true) {
    // Browsers send no cookie in another site's frame but a secure one.
    throw new ConfigError('FRAME_ANCESTORS: needs a PUBLIC_URL that begins with https:');
  }
  return FRAME_ANCESTORS;
}

const DEFAULT_JOBS_TTL = 30 * DAY_SECONDS;
/** So many users with all that they may have leave no room for others. */
const USERS_TO_FILL_IT = 3;

function exportSettings(env: z.infer<typeof environmentSchema>): ExportSettings {
  const { EXPORT_TTL: keepSeconds, JOBS_TTL: keepJobSeconds = Math.max(DEFAULT_JOBS_TTL, keepSeconds) } = env;
  if (keepJobSeconds < keepSeconds) {
    throw new ConfigError('JOBS_TTL: must not be shorter than EXPORT_TTL, for which files are promised');
  }
  const folder = resolve(env.EXPORT_DIR ?? join(env.DATA_DIR, 'exports'));
  const { EXPORT_DISK_MB: disk, EXPORT_USER_DISK_MB: share = disk / USERS_TO_FILL_IT } = env;
  return { folder, keepSeconds, keepJobSeconds, maxBytes: disk * 1_000_000, maxUserBytes: share * 1_000_000 };
}

function tokenSettings(env: z.infer<typeof environmentSchema>): TokenSettings {
  if (env.JWKS_URL !== undefined && env.JWT_AUDIENCE === undefined) {
    // A provider signs the tokens of many applications with the same keys.
    throw new ConfigError('JWKS_URL: needs JWT_AUDIENCE, what tokens for this application have as their audience');
  }
  return {
    jwksUrl: env.JWKS_URL,
    issuer: env.JWT_ISSUER,
    audience: env.JWT_AUDIENCE,
    clockToleranceSeconds: env.JWT_CLOCK_TOLERANCE,
    claims: {
      id: env.JWT_CLAIM_ID,
      email: env.JWT_CLAIM_EMAIL,
      name: env.JWT_CLAIM_NAME,
      permissions: env.JWT_CLAIM_PERMISSIONS,
    },
  };
}

function syncUrl(given: string): string {
  try {
    return exportUrl(given);
  } catch (error) {
    throw new ConfigError(`REPORTING_SYNC_URL: ${error instanceof Error ? error.message : error}`);
  }
}

const DEFAULT_SYNC_MINUTES = 5;

function syncSettings(env: z.infer<typeof environmentSchema>): SyncSettings | undefined {
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
