import { ClickHouseError } from '@clickhouse/client';
import { EngineAwayError } from '../engine';
import { withBackOff } from './backOff';
import { ANSWER_SETTINGS } from './formats';
import type { Server, User } from './server';
import { wholeAnswer } from './wholeAnswer';

/** The settings by which each of them proves who it is; without any of its own the importer is the reader. */
const SETTINGS: Record<User, string> = {
  reader: 'CLICKHOUSE_USER, CLICKHOUSE_PASSWORD or CLICKHOUSE_CERT',
  importer:
    'CLICKHOUSE_IMPORT_USER, CLICKHOUSE_IMPORT_PASSWORD or CLICKHOUSE_IMPORT_CERT (without these CLICKHOUSE_USER)',
};
/** Of both users: an import that is refused hours after the start would find nobody who has just changed a setting. */
const USERS: readonly User[] = ['reader', 'importer'];
/** REQUIRED_PASSWORD, UNKNOWN_USER, WRONG_PASSWORD, AUTHENTICATION_FAILED, IP_ADDRESS_NOT_ALLOWED. */
const REFUSED = /^(192|193|194|195|516)$/;
/** Codes of Node.js for a certificate that nobody known has signed. */
const UNKNOWN_SIGNER = /SELF_SIGNED|UNABLE_TO_(VERIFY|GET_ISSUER)/;
const OTHER_HOST = 'ERR_TLS_CERT_ALTNAME_INVALID';
const MOST_TOLD = 200;

/** @throws Error that names the setting by which the server cannot be asked: by a later start it may be, or know the user. */
export async function requireContact({ control, options }: Server): Promise<void> {
  for (const user of USERS) {
    const ask = async () => {
      const answer = await control[user].query({
        query: 'SELECT 1',
        format: 'JSONEachRow',
        clickhouse_settings: ANSWER_SETTINGS,
      });
      await wholeAnswer(answer.stream());
    };
    await withBackOff(ask, { repeatable: true, pauses: options.pauses }).catch((error: unknown) => {
      throw new Error(explain(error, user), { cause: error });
    });
  }
}

function explain(error: unknown, user: User): string {
  if (error instanceof EngineAwayError) {
    return `CLICKHOUSE_URL: no ClickHouse server can be reached there (${told(error.cause)})`;
  }
  if (error instanceof ClickHouseError && error.code !== undefined) {
    const name = REFUSED.test(error.code) ? SETTINGS[user] : 'CLICKHOUSE_URL';
    return `${name}: the ClickHouse server answers "${told(error)}"`;
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (UNKNOWN_SIGNER.test(code)) {
    return `CLICKHOUSE_CA: does not name who has signed the certificate of the server at CLICKHOUSE_URL (${told(error)})`;
  }
  if (code === OTHER_HOST) return `CLICKHOUSE_URL: its host is not in the server's certificate (${told(error)})`;
  return `CLICKHOUSE_URL: what answers there is no ClickHouse server, or speaks another protocol, http for https (${told(error)})`;
}

/** What a server says, in a line. */
export function told(error: unknown): string {
  const [line = ''] = (error instanceof Error ? error.message : String(error)).trim().split('\n');
  return line.length > MOST_TOLD ? `${line.slice(0, MOST_TOLD)}…` : line;
}
