import type { COMMAND_ENDPOINTS } from '../../../contract/endpoints/commandEndpoints';
import type { SYNC_ENDPOINTS } from '../../../contract/endpoints/syncEndpoints';
import { ApiError, badParameter } from '../../../contract/errors';
import type { Principal } from '../../../contract/privacy';
import type { SyncStatus } from '../../../contract/responses/syncStatus';
import type { SignedInPrincipal } from '../../access/principal';
import type { Backend } from '../../backend';
import { exportUrl } from '../../config/upstreamUrl';
import type { Upstream } from '../../sync/requestUpstream';
import { withVisibleColumns } from '../../sync/syncStatus';
import { actorOf } from '../call/auditing';
import { accepted, type BaseCall, type HandlersOf, ok } from '../call/handler';
import { requireCommandKey } from './commandKey';

type SyncEndpoints = typeof SYNC_ENDPOINTS & Pick<typeof COMMAND_ENDPOINTS, 'POST /sync/from'>;

export const syncHandlers: HandlersOf<SyncEndpoints> = {
  async 'GET /sync'({ backend, principal }) {
    return ok(await statusOf(backend, principal));
  },

  async 'POST /sync'(call) {
    return accepted(await begun(call, { replace: call.parameters.replace === '1' }));
  },

  async 'POST /sync/from'(call) {
    const { backend, body } = call;
    const { key, url, token, replace } = body;
    // A server that fetches whatever address a caller names would be their way into the network around it.
    requireCommandKey(backend, key);
    return accepted(await begun(call, { replace, upstream: upstreamOf(backend, url, token) }));
  },
};

function upstreamOf({ config }: Backend, given: string, token = config.sync?.token): Upstream {
  if (token === undefined) {
    throw badParameter('token', 'TICKETLENS_UPSTREAM_TOKEN is not set: a token of the instance to read from');
  }
  try {
    return { url: exportUrl(given), token };
  } catch (error) {
    throw badParameter('url', error instanceof Error ? error.message : 'This is no address');
  }
}

/** It goes on after this answer; how it ends is in the status. */
async function begun(
  call: BaseCall & { principal: SignedInPrincipal },
  order: { replace: boolean; upstream?: Upstream },
): Promise<SyncStatus> {
  const { backend, principal } = call;
  backend.sync.run(order).catch(() => undefined);
  backend.audit.note({
    kind: 'syncBegun',
    ...actorOf(call),
    detail: order.replace ? 'replaces the tickets' : undefined,
  });
  return statusOf(backend, principal);
}

async function statusOf({ sync }: Backend, principal: Principal): Promise<SyncStatus> {
  const status = await sync.newestRun();
  if (status === null) throw new ApiError('notFound', 'This server mirrors no other instance');
  return withVisibleColumns(status, principal);
}
