import { addressOf } from '../../contract/endpoints/address';
import { errorBodySchema } from '../../contract/errors';
import { healthSchema } from '../../contract/responses/sessionResponses';
import type { User } from '../access/principal';
import { loadSecret } from '../access/secret';
import { createTokens } from '../access/tokens';
import type { Config } from '../config/config';
import { readServerAddress } from '../process/serverAddress';
import { EndpointClient } from './endpointClient';

/**
 * The server that has the data folder: one process can use it at a time, so commands send their work to the server
 * while it runs. They sign in as users of their own, with the secret in the folder.
 */
export interface RunningServer {
  /** Proves to the server that the command may read the data folder. */
  key: string;
  /** Its requests throw an Error with the reason of a refusal, or that the server is gone. */
  api: EndpointClient;
}

/** Each request has a new token, so none has to outlive a long import. */
const TOKEN_SECONDS = 60;
const HEALTH_TIMEOUT_MS = 10_000;
type CommandName = 'backup' | 'import' | 'link' | 'token';

/** As whom a command signs in; the audit names it. */
function userOf(name: CommandName): User {
  const program = `npm run ${name}`;
  return { id: program, email: `${name}@localhost.localdomain`, name: program, permissions: ['importTickets'] };
}

/** The server that has the data folder; undefined when none responds. @param name of the command that asks. */
export async function runningServer(config: Config, name: CommandName): Promise<RunningServer | undefined> {
  const address = readServerAddress(config.dataDir);
  if (address === undefined || !(await answers(address.url))) return undefined;
  const tokens = createTokens(loadSecret(config), config.tokens);
  const send = async (path: string, init: RequestInit): Promise<Response> => {
    const headers = {
      Authorization: `Bearer ${await tokens.issue(userOf(name), 'api', TOKEN_SECONDS)}`,
      ...init.headers,
    };
    const response = await fetch(address.url + path, { redirect: 'error', ...init, headers }).catch(
      (error: unknown) => {
        if (init.signal?.aborted === true) throw init.signal.reason;
        throw new Error('The server that has this DATA_DIR does not answer any more', { cause: error });
      },
    );
    if (!response.ok) throw await refusal(response);
    return response;
  };
  return { key: address.key, api: new EndpointClient(send) };
}

/** Whether a Ticketlens server is ready there: another program must not get a token. */
async function answers(url: string): Promise<boolean> {
  try {
    const signal = AbortSignal.timeout(HEALTH_TIMEOUT_MS);
    const response = await fetch(url + addressOf('GET /health'), { redirect: 'error', signal });
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
