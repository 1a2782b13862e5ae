import { createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { ConfigError } from './configError';
import { httpAddress, onOrOff } from './values';

/** The ClickHouse server that holds the tickets, and who asks it. */

const text = z.string().min(1).optional();

export const clickhouseSchema = z.object({
  /** The server's HTTP interface; without it chDB runs in the process, in DATA_DIR. */
  CLICKHOUSE_URL: httpAddress.optional(),
  CLICKHOUSE_DATABASE: z
    .string()
    .regex(/^[A-Za-z_]\w*$/, 'must be a name of letters, digits and _')
    .optional(),
  /** The cluster of that server, as its configuration names it: tables are then on all of its nodes. */
  CLICKHOUSE_CLUSTER: z
    .string()
    .regex(/^[A-Za-z_]\w*$/, 'must be a name of letters, digits and _')
    .optional(),
  CLICKHOUSE_COMPRESSION: onOrOff.optional(),
  /** A file with the certificates that the server's is signed by, where the system does not know them. */
  CLICKHOUSE_CA: text,
  /** Who asks questions: with a password, or a certificate and its key. */
  CLICKHOUSE_USER: text,
  CLICKHOUSE_PASSWORD: text,
  CLICKHOUSE_CERT: text,
  CLICKHOUSE_KEY: text,
  /** Who imports; without one it is the same user. */
  CLICKHOUSE_IMPORT_USER: text,
  CLICKHOUSE_IMPORT_PASSWORD: text,
  CLICKHOUSE_IMPORT_CERT: text,
  CLICKHOUSE_IMPORT_KEY: text,
});

/** How a user of the server proves who it is. */
export interface ClickhouseUser {
  name: string;
  password: string;
  /** PEM; instead of the password. */
  certificate: { cert: Buffer; key: Buffer } | undefined;
}

export interface ClickhouseSettings {
  url: string;
  database: string;
  /** Undefined for one server. */
  cluster?: string | undefined;
  /** Bodies are gzip. */
  compression: boolean;
  /** PEM of the certificates that the server's is signed by. */
  ca: Buffer | undefined;
  /** Asks questions. */
  reader: ClickhouseUser;
  /** Makes and fills tables. */
  importer: ClickhouseUser;
}

const DEFAULT_DATABASE = 'ticketlens';

/** @returns undefined where the tickets are in DATA_DIR. */
export function clickhouseSettings(env: z.infer<typeof clickhouseSchema>): ClickhouseSettings | undefined {
  const { CLICKHOUSE_URL: given, CLICKHOUSE_DATABASE: database = DEFAULT_DATABASE } = env;
  if (given === undefined) {
    // All settings are in `env`; of those that are not given there is no key.
    const lone = Object.keys(env).find((name) => Object.hasOwn(clickhouseSchema.shape, name));
    if (lone === undefined) return undefined;
    throw new ConfigError(`${lone}: needs CLICKHOUSE_URL, the address of a ClickHouse server`);
  }
  const url = serverUrl(given);
  const reader = userOf(
    {
      prefix: 'CLICKHOUSE',
      user: env.CLICKHOUSE_USER,
      password: env.CLICKHOUSE_PASSWORD,
      cert: env.CLICKHOUSE_CERT,
      key: env.CLICKHOUSE_KEY,
    },
    url,
  ) ?? { name: 'default', password: '', certificate: undefined };
  const importer = userOf(
    {
      prefix: 'CLICKHOUSE_IMPORT',
      user: env.CLICKHOUSE_IMPORT_USER,
      password: env.CLICKHOUSE_IMPORT_PASSWORD,
      cert: env.CLICKHOUSE_IMPORT_CERT,
      key: env.CLICKHOUSE_IMPORT_KEY,
    },
    url,
  );
  const ca = pem('CLICKHOUSE_CA', env.CLICKHOUSE_CA, CERTIFICATE);
  if (ca !== undefined && url.protocol !== 'https:') {
    throw new ConfigError('CLICKHOUSE_CA: needs a CLICKHOUSE_URL that begins with https:');
  }
  const compression = env.CLICKHOUSE_COMPRESSION ?? true;
  return {
    url: url.origin,
    database,
    cluster: env.CLICKHOUSE_CLUSTER,
    compression,
    ca,
    reader,
    importer: importer ?? reader,
  };
}

function serverUrl(given: string): URL {
  const url = new URL(given);
  if (url.username !== '' || url.password !== '') {
    throw new ConfigError(
      'CLICKHOUSE_URL: must have no user and no password; CLICKHOUSE_USER and CLICKHOUSE_PASSWORD do',
    );
  }
  if (url.search !== '' || url.hash !== '' || url.pathname !== '/') {
    throw new ConfigError('CLICKHOUSE_URL: must have no path and no query, such as https://tickets.example.com:8443');
  }
  return url;
}

interface GivenUser {
  prefix: 'CLICKHOUSE' | 'CLICKHOUSE_IMPORT';
  user: string | undefined;
  password: string | undefined;
  cert: string | undefined;
  key: string | undefined;
}

function userOf(given: GivenUser, url: URL): ClickhouseUser | undefined {
  const { prefix, user, password, cert, key } = given;
  if (user !== undefined) return { name: user, password: password ?? '', certificate: certificateOf(given, url) };
  const proofs = { PASSWORD: password, CERT: cert, KEY: key };
  for (const [name, value] of Object.entries(proofs)) {
    if (value !== undefined) throw new ConfigError(`${prefix}_${name}: needs ${prefix}_USER, whose it is`);
  }
  return undefined;
}

function certificateOf({ prefix, password, cert, key }: GivenUser, url: URL): ClickhouseUser['certificate'] {
  const given = {
    cert: pem(`${prefix}_CERT`, cert, CERTIFICATE),
    key: pem(`${prefix}_KEY`, key, KEY),
  };
  if (given.cert === undefined && given.key === undefined) return undefined;
  if (given.cert === undefined) throw new ConfigError(`${prefix}_KEY: needs ${prefix}_CERT, whose key it is`);
  if (given.key === undefined) throw new ConfigError(`${prefix}_CERT: needs ${prefix}_KEY, its key`);
  if (password !== undefined) throw new ConfigError(`${prefix}_PASSWORD: must not stand beside ${prefix}_CERT`);
  if (url.protocol !== 'https:')
    throw new ConfigError(`${prefix}_CERT: needs a CLICKHOUSE_URL that begins with https:`);
  if (!new X509Certificate(given.cert).checkPrivateKey(createPrivateKey(given.key))) {
    throw new ConfigError(`${prefix}_KEY: must be the key of ${prefix}_CERT`);
  }
  return { cert: given.cert, key: given.key };
}

const CERTIFICATE: Content = { is: (pem) => new X509Certificate(pem), words: 'certificate' };
const KEY: Content = { is: (pem) => createPrivateKey(pem), words: 'private key without a passphrase' };

interface Content {
  /** Throws for anything else. */
  is(pem: Buffer): X509Certificate | KeyObject;
  words: string;
}

/** A file in the form that certificates and keys have. */
function pem(variable: string, path: string | undefined, { is, words }: Content): Buffer | undefined {
  if (path === undefined) return undefined;
  let content: Buffer;
  try {
    content = readFileSync(path);
  } catch (error) {
    throw new ConfigError(`${variable}: cannot be read: ${error instanceof Error ? error.message : error}`);
  }
  try {
    is(content);
  } catch {
    throw new ConfigError(`${variable}: ${path} holds no ${words} in PEM`);
  }
  return content;
}
