import type { z } from 'zod';
import { errorBodySchema } from '../../contract/errors';
import { healthSchema } from '../../contract/responses/sessionResponses';
import { loadSecret } from '../access/secret';
import { createTokens } from '../access/tokens';
import type { Config } from '../config/config';
import { readServerAddress } from '../process/serverAddress';

/**
 * One process has the data folder at a time, so while the server runs the commands go through it. They sign in
 * with the secret in that folder, as callers of their own.
 */
export interface RunningServer {
  /** Shows the server that who asks may read the data folder. */
  key: string;
  /** @param path below /api/mind. @throws Error that says why the server refused, or that it is gone. */
  ask<T>(path: string, schema: z.ZodType<T>, init?: RequestInit): Promise<T>;
  /** The answer as it came. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
}

/** Each request has a token of its own, so none has to outlive a long import. */
const TOKEN_SECONDS = 60;
const HEALTH_TIMEOUT_MS = 10_000;
const COMMAND = {
  id: 'npm run import',
  email: 'import@localhost.localdomain',
  name: 'npm run import',
  permissions: ['importTickets'],
};

/** The server that has the data folder; undefined when none answers. */
export async function runningServer(config: Config): Promise<RunningServer | undefined> {
  const address = readServerAddress(config.dataDir);
  if (address === undefined || !(await answers(address.url))) return undefined;
  const tokens = createTokens(loadSecret(config), config.tokens);
  const ask = async (path: string, init: RequestInit = {}): Promise<Response> => {
    const headers = { Authorization: `Bearer ${await tokens.issue(COMMAND, 'api', TOKEN_SECONDS)}`, ...init.headers };
    const response = await fetch(`${address.url}/api/mind${path}`, { redirect: 'error', ...init, headers }).catch(
      (error: unknown) => {
        if (init.signal?.aborted === true) throw init.signal.reason;
        throw new Error('The server that has this DATA_DIR does not answer any more', { cause: error });
      },
    );
    if (!response.ok) throw await refusal(response);
    return response;
  };
  return {
    key: address.key,
    fetch: ask,
    ask: async (path, schema, init) => schema.parse(await (await ask(path, init)).json()),
  };
}

/** Only a Ticketlens that is ready says so: whatever else listens there gets no token. */
async function answers(url: string): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(HEALTH_TIMEOUT_MS);
    const response = await fetch(`${url}/api/mind/health`, { redirect: 'error', signal });
    return response.status === 200 && healthSchema.parse(await response.json()).status === 'ok';
  } catch {
    return false;
  }
}

async function refusal(response: Response): Promise<Error> {
  const failure = errorBodySchema.safeParse(await response.json().catch(() => null));
  const { message, allowed } = failure.success ? failure.data.error : { message: `status ${response.status}` };
  const hint = allowed === undefined ? '' : ` (${[allowed].flat().join(', ')})`;
  return new Error(`The server that runs at this DATA_DIR refused: ${message}${hint}`);
}
