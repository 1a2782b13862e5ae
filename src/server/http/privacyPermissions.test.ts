import { afterAll, beforeAll, describe, test } from 'vitest';
import { ENDPOINT_LIST } from '../../contract/endpoints/endpointList';
import { PERMISSIONS, PRIVACY_LEVELS } from '../../contract/privacy';
import { checkAnswers, checkRefusals, LONG_MS } from '../../testing/privacy/checks';
import { plainRequests } from '../../testing/privacy/requests';
import { SAMPLES } from '../../testing/privacy/samples';
import { openPrivacyWorld, type PrivacyWorld } from '../../testing/privacy/world';

/** The walk of privacy.test.ts for every set of permissions, at every level. */

let world: PrivacyWorld;
beforeAll(async () => {
  world = await openPrivacyWorld();
}, LONG_MS);
afterAll(() => world.server.close());

const PERMISSION_SETS = Array.from({ length: 2 ** PERMISSIONS.length }, (_, bits) => ({
  permissions: PERMISSIONS.filter((_, index) => (bits & (2 ** index)) !== 0),
}));

describe.each(PERMISSION_SETS)('with the permissions $permissions', ({ permissions }) => {
  test.each(PRIVACY_LEVELS)(
    'at the level %s: 403 exactly where one is missing, before anything else, and nothing hidden is told',
    async (own) => {
      world.server.backend.config.privacyLevel = own;
      for (const endpoint of ENDPOINT_LIST) {
        const missing = SAMPLES[endpoint.id].needs.find((permission) => !permissions.includes(permission));
        if (missing === undefined) await checkAnswers(world, plainRequests(endpoint), { own, permissions });
        else await checkRefusals(world, plainRequests(endpoint), permissions, missing);
      }
    },
    LONG_MS,
  );
});
