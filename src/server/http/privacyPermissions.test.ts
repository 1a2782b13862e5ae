import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ENDPOINT_LIST, type NamedEndpoint } from '../../contract/endpoints/endpointList';
import { PERMISSIONS, type Permission, PRIVACY_LEVELS } from '../../contract/privacy';
import { checkAnswers, checkRefusals, LONG_MS, SENSITIVE, sees } from '../../testing/privacy/checks';
import { readAnswer } from '../../testing/privacy/leaks';
import { plainRequests, sendRequest, wordsOf } from '../../testing/privacy/requests';
import { SAMPLES } from '../../testing/privacy/samples';
import { openPrivacyWorld, type PrivacyWorld } from '../../testing/privacy/world';

/**
 * The walk of privacy.test.ts for sets of permissions. Every request for every set at every level would be 128 walks,
 * twice as many with each permission more, and most of them would get the same answer. What is asked instead:
 * - Who is refused, for every set and endpoint: that is decided before the level counts, and without the engine.
 * - Which columns exist, for every set at every level: one place decides it for all endpoints, and two of them tell.
 * - What each endpoint tells, wherever something is hidden: at each such level with and without SENSITIVE, and beside
 *   both with and without each other permission. Of those every pair is there in each of its four ways, at some level.
 * A leak goes unseen that one endpoint has by itself, and only at one level for two or more other permissions together.
 */

let world: PrivacyWorld;
beforeAll(async () => {
  world = await openPrivacyWorld();
}, LONG_MS);
afterAll(() => world.server.close());
beforeEach(() => {
  world.server.backend.config.privacyLevel = 'full';
});

const SETS = Array.from({ length: 2 ** PERMISSIONS.length }, (_, bits) => ({
  permissions: PERMISSIONS.filter((_, index) => (bits & (2 ** index)) !== 0),
}));

function missingOf({ id }: NamedEndpoint, permissions: readonly Permission[]): Permission | undefined {
  return SAMPLES[id].needs.find((permission) => !permissions.includes(permission));
}

/** Decided before the rest of a request is looked at, so that one of each endpoint is enough. */
const anyRequest = (endpoint: NamedEndpoint) => plainRequests(endpoint).slice(0, 1);

/** What does not make sense is not refused for who asks. */
async function checkLetIn(endpoint: NamedEndpoint, permissions: readonly Permission[]): Promise<void> {
  for (const request of anyRequest(endpoint)) {
    const sent = { ...request, query: 'nonsense=1' };
    const { status } = await readAnswer(await sendRequest(world, sent, permissions));
    expect(status, wordsOf(sent)).toBe(400);
  }
}

const TELLING_COLUMNS = ENDPOINT_LIST.filter(({ id }) =>
  ['GET /profile', 'GET /export/reporting_tickets/preview'].includes(id),
);

describe.each(SETS)('with the permissions $permissions', ({ permissions }) => {
  test(
    '403 exactly where one is missing, before anything else',
    async () => {
      for (const endpoint of ENDPOINT_LIST) {
        const missing = missingOf(endpoint, permissions);
        if (missing === undefined) await checkLetIn(endpoint, permissions);
        else await checkRefusals(world, anyRequest(endpoint), permissions, missing);
      }
    },
    LONG_MS,
  );

  test(
    'no hidden column exists, at any level',
    async () => {
      for (const own of PRIVACY_LEVELS) {
        world.server.backend.config.privacyLevel = own;
        for (const endpoint of TELLING_COLUMNS)
          if (missingOf(endpoint, permissions) === undefined)
            await checkAnswers(world, plainRequests(endpoint), { own, permissions });
      }
    },
    LONG_MS,
  );
});

/** Of the permissions that an endpoint does not need every how many-th is there, and then all but these. */
const HIDING = [
  { own: 'partiallyPseudonymized', every: 1 },
  { own: 'pseudonymized', every: 2 },
  { own: 'none', every: 3 },
] as const;

/** Sets with what an endpoint needs, which see no hidden column and differ in all else. */
function differingSets(needs: readonly Permission[], { own, every }: (typeof HIDING)[number]): Permission[][] {
  const others: Permission[] = PERMISSIONS.filter((name) => name !== SENSITIVE && !needs.includes(name));
  const some = others.filter((_, index) => index % every === 0);
  const rest = others.filter((name) => !some.includes(name));
  return [some, rest]
    .flatMap((chosen): Permission[][] => [
      [...needs, ...chosen],
      [...needs, ...chosen, SENSITIVE],
    ])
    .filter((permissions) => !sees({ own, permissions }));
}

describe.each(HIDING)('at the level $own', (level) => {
  test.each(ENDPOINT_LIST)(
    'nothing hidden is told by $id',
    async (endpoint) => {
      const { own } = level;
      world.server.backend.config.privacyLevel = own;
      for (const permissions of differingSets(SAMPLES[endpoint.id].needs, level))
        await checkAnswers(world, plainRequests(endpoint), { own, permissions });
    },
    LONG_MS,
  );
});
