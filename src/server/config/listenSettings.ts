import { resolve } from 'node:path';
import { z } from 'zod';
import { ConfigError } from './configError';
import { frameAncestorsSchema, isEmbedded } from './frameAncestors';
import { httpOrigin, onOrOff, wholeNumber } from './values';

/** Where the server listens, keeps its files and logs, and who may show its page. */

const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

export const listenSchema = z.object({
  PORT: wholeNumber(0, 65_535).default(4173),
  /** This machine only, by default. */
  HOST: z
    .string()
    .regex(/^[\w.:%-]+$/, 'must be an address or a name of this machine, such as 127.0.0.1')
    .default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('./data'),
  /** Address of the page for users, as in the links of mails. */
  PUBLIC_URL: httpOrigin.optional(),
  /** Whose pages may show this one in a frame. */
  FRAME_ANCESTORS: frameAncestorsSchema.default([]),
  HSTS_INCLUDE_SUBDOMAINS: onOrOff.default(false),
  /** Whether a start prints a sign-in link, which then stands in logs. */
  START_LINK: onOrOff.default(true),
  /** Proxies in front of the server that add the address they were asked from to X-Forwarded-For. */
  TRUST_PROXY: wholeNumber(0, 10).default(0),
  /** Who reads the server's own figures shows it; without one nobody does. */
  METRICS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{32,}$/, 'must have at least 32 characters, letters, digits and signs of ASCII alone')
    .optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS).optional(),
});

export interface ListenSettings {
  port: number;
  host: string;
  dataDir: string;
  publicUrl: string | undefined;
  /** Sources of the policy's frame-ancestors. */
  frameAncestors: readonly string[];
  hstsSubdomains: boolean;
  /** A start prints a sign-in link. */
  startLink: boolean;
  /** How many entries at the end of X-Forwarded-For are believed. */
  trustedProxies: number;
  /** Without one there are no metrics. */
  metricsToken: string | undefined;
  /** Without one it depends on who reads the log. */
  logLevel: LogLevel | undefined;
}

export function listenSettings(env: z.infer<typeof listenSchema>): ListenSettings {
  if (env.HSTS_INCLUDE_SUBDOMAINS && env.PUBLIC_URL?.startsWith('https:') !== true) {
    throw new ConfigError('HSTS_INCLUDE_SUBDOMAINS: needs a PUBLIC_URL that begins with https:');
  }
  return {
    port: env.PORT,
    host: env.HOST,
    dataDir: resolve(env.DATA_DIR),
    publicUrl: env.PUBLIC_URL?.replace(/\/+$/, ''),
    frameAncestors: frameAncestors(env),
    hstsSubdomains: env.HSTS_INCLUDE_SUBDOMAINS,
    startLink: env.START_LINK,
    trustedProxies: env.TRUST_PROXY,
    metricsToken: env.METRICS_TOKEN,
    logLevel: env.LOG_LEVEL,
  };
}

function frameAncestors({ FRAME_ANCESTORS, PUBLIC_URL }: z.infer<typeof listenSchema>): readonly string[] {
  if (isEmbedded(FRAME_ANCESTORS) && PUBLIC_URL?.startsWith('https:') !== true) {
    // Browsers send no cookie in another site's frame but a secure one.
    throw new ConfigError('FRAME_ANCESTORS: needs a PUBLIC_URL that begins with https:');
  }
  return FRAME_ANCESTORS;
}
