import { join } from 'node:path';
import type { Config } from '../config/config';
import type { DisposalStack } from '../process/disposalStack';
import { migrate } from './migrate';
import { MIGRATIONS } from './migrations';
import { openPglite } from './pgliteStore';
import { createRowKeys } from './rowKeys';
import type { StateStore } from './stateStore';

/**
 * The store of jobs and settings, with its schema up to date.
 * @param secret of the server, from which the keys of its rows are derived.
 * @param config whose DATA_DIR is locked by the caller, unless DATABASE_URL names another store.
 */
export async function openState(config: Config, secret: Uint8Array, disposal: DisposalStack): Promise<StateStore> {
  const state = await openStore(config, disposal);
  await migrate(state, createRowKeys(secret), MIGRATIONS, secretIds(config.tokens));
  return state;
}

/** The same with its schema as it is. */
export async function openStore(config: Config, disposal: DisposalStack): Promise<StateStore> {
  const state = await (config.databaseUrl === undefined
    ? openPglite(join(config.dataDir, 'state'))
    : openServerStore(config.databaseUrl));
  disposal.defer(() => state.close());
  return state;
}

/** Its driver takes a tenth of a second to load, which every start and command would wait for. */
async function openServerStore(databaseUrl: string): Promise<StateStore> {
  const { openPostgres } = await import('./postgresStore');
  return openPostgres(databaseUrl);
}

/**
 * Which ids of users that a version without name spaces has stored were of tokens that the secret signs, as a regular
 * expression. Without an identity provider all were. Beside one, those that our own commands give: `local`, and the
 * address, unless the provider's ids are addresses too.
 */
function secretIds({ jwksUrl, claims }: Config['tokens']): string {
  if (jwksUrl === undefined) return '';
  return claims.id === claims.email ? '^local$' : '^local$|@';
}
