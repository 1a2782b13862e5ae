import type { COMMAND_ENDPOINTS } from '../../../contract/endpoints/commandEndpoints';
import { ApiError } from '../../../contract/errors';
import { issueApiToken, listApiTokens, revokeApiToken } from '../../access/apiTokens';
import { makeSignInLink } from '../../access/signInLinks';
import { created, type HandlersOf, ok } from '../call/handler';
import { requireCommandKey } from './commandKey';

/** All but the one that syncs, which stands with the others of the mirror. */
export const commandHandlers: HandlersOf<Omit<typeof COMMAND_ENDPOINTS, 'POST /sync/from'>> = {
  async 'POST /tokens'({ backend, body: { key, ...token } }) {
    requireCommandKey(backend, key);
    return created({ token: await issueApiToken(backend.state, backend.sessions.tokens, token) });
  },

  async 'POST /tokens/list'({ backend, body }) {
    requireCommandKey(backend, body.key);
    return ok({ tokens: await listApiTokens(backend.state) });
  },

  async 'POST /tokens/{id}/revoke'({ backend, body, path }) {
    requireCommandKey(backend, body.key);
    const { revocations } = backend.sessions;
    const token = await revokeApiToken(backend.state, path.id, (id, until) => revocations.add(id, until));
    if (token === undefined) throw new ApiError('notFound', 'No token with this id was issued here');
    return ok(token);
  },

  async 'POST /session/links'({ backend, body }) {
    requireCommandKey(backend, body.key);
    return created({ url: await makeSignInLink(backend.state, backend.publicUrl) });
  },
};
