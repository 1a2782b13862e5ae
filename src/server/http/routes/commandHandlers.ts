import { isAbsolute } from 'node:path';
import type { COMMAND_ENDPOINTS } from '../../../contract/endpoints/commandEndpoints';
import { ApiError, badParameter } from '../../../contract/errors';
import { describeToken, issueApiToken, listApiTokens, revokeApiToken } from '../../access/apiTokens';
import { makeSignInLink, SIGN_IN_LINK } from '../../access/signInLinks';
import { actorOf } from '../call/auditing';
import { accepted, created, type HandlersOf, ok } from '../call/handler';
import { requireCommandKey } from './commandKey';

/** All but the one that syncs, which stands with the others of the mirror. */
export const commandHandlers: HandlersOf<Omit<typeof COMMAND_ENDPOINTS, 'POST /sync/from'>> = {
  async 'POST /tokens'(call) {
    const { backend, body } = call;
    const { key, ...asked } = body;
    requireCommandKey(backend, key);
    const { id, token } = await issueApiToken(backend.state, backend.sessions.tokens, asked);
    await backend.audit.record({ kind: 'issued', ...actorOf(call), detail: describeToken({ id, ...asked }) });
    return created({ token });
  },

  async 'POST /tokens/list'({ backend, body }) {
    requireCommandKey(backend, body.key);
    return ok({ tokens: await listApiTokens(backend.state) });
  },

  async 'POST /tokens/{id}/revoke'(call) {
    const { backend, body, path } = call;
    requireCommandKey(backend, body.key);
    const { revocations } = backend.sessions;
    const token = await revokeApiToken(backend.state, path.id, (id, until) => revocations.add(id, until));
    if (token === undefined) throw new ApiError('notFound', 'No token with this id was issued here');
    await backend.audit.record({ kind: 'revoked', ...actorOf(call), detail: describeToken(token) });
    return ok(token);
  },

  async 'POST /session/links'(call) {
    const { backend, body } = call;
    requireCommandKey(backend, body.key);
    await backend.audit.record({ kind: 'issued', ...actorOf(call), detail: SIGN_IN_LINK });
    return created({ url: await makeSignInLink(backend.state, backend.publicUrl) });
  },

  async 'POST /backups'(call) {
    const { backend, body } = call;
    requireCommandKey(backend, body.key);
    if (!isAbsolute(body.folder)) throw badParameter('folder', 'The folder is not understood', 'an absolute path');
    await backend.backups.requirePlace(body.folder);
    // Before the first byte, as every file that leaves.
    await backend.audit.record({ kind: 'backedUp', ...actorOf(call) });
    return accepted(backend.backups.begin(body.folder));
  },

  'POST /backups/status'({ backend, body }) {
    requireCommandKey(backend, body.key);
    return ok(backend.backups.statusOf(body.folder));
  },
};
