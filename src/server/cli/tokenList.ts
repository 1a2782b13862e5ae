import { setTimeout } from 'node:timers/promises';
import type { ApiToken, NewApiToken } from '../../contract/responses/commandResponses';
import { describeToken, issueApiToken, listApiTokens, revokeApiToken } from '../access/apiTokens';
import { revoke } from '../access/revocations';
import { loadSecret } from '../access/secret';
import { createTokens } from '../access/tokens';
import type { Config } from '../config/config';
import { lockDataDir, lockHolder } from '../process/dataDirLock';
import { DisposalStack } from '../process/disposalStack';
import { openState } from '../state/openState';
import { recordCommand } from './auditCommand';
import { type RunningServer, runningServer } from './runningServer';

/** The list of API tokens, wherever it can be reached. */
export interface TokenList {
  /** @returns the token. */
  issue(token: NewApiToken): Promise<string>;
  /** Newest first. */
  list(): Promise<ApiToken[]>;
  /** @throws Error when no token with this id was issued here. */
  revoke(id: string): Promise<ApiToken>;
}

/** Asks the server that has the data folder; while none runs, the command opens the store itself. */
export async function withTokenList(config: Config, work: (list: TokenList) => Promise<void>): Promise<void> {
  const server = await serverOnceReady(config);
  if (server !== undefined) return work(onServer(server));
  const disposal = new DisposalStack();
  try {
    if (config.databaseUrl === undefined) {
      const lock = lockDataDir(config.dataDir);
      disposal.defer(() => lock.release());
    }
    await work(await inStore(config, disposal));
  } finally {
    await disposal.disposeAsync();
  }
}

const WAIT_MS = 30_000;
const POLL_MS = 250;

/** A server has the folder before it answers: it is waited for while it starts. */
async function serverOnceReady(config: Config): Promise<RunningServer | undefined> {
  for (const until = performance.now() + WAIT_MS; ; await setTimeout(POLL_MS)) {
    const server = await runningServer(config, 'token');
    if (server !== undefined || lockHolder(config.dataDir) === undefined || performance.now() > until) return server;
  }
}

function onServer({ key, api }: RunningServer): TokenList {
  return {
    issue: async (token) => (await api.ask('POST /tokens', { body: { key, ...token } })).token,
    list: async () => (await api.ask('POST /tokens/list', { body: { key } })).tokens,
    revoke: (id) => api.ask('POST /tokens/{id}/revoke', { path: { id }, body: { key } }),
  };
}

async function inStore(config: Config, disposal: DisposalStack): Promise<TokenList> {
  const state = await openState(config, loadSecret(config), disposal);
  const tokens = createTokens(loadSecret(config), config.tokens);
  const program = 'npm run token';
  return {
    async issue(asked) {
      const { id, token } = await issueApiToken(state, tokens, asked);
      await recordCommand(state, config, { kind: 'issued', program, detail: describeToken({ id, ...asked }) });
      return token;
    },
    list: () => listApiTokens(state),
    async revoke(id) {
      const token = await revokeApiToken(state, id, (revoked, until) => revoke(state, revoked, until));
      if (token === undefined) throw new Error('No token with this id was issued here');
      await recordCommand(state, config, { kind: 'revoked', program, detail: describeToken(token) });
      return token;
    },
  };
}
