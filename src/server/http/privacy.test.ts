import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { PERMISSIONS, PRIVACY_LEVELS } from '../../contract/privacy';
import { QUERY_PARAMETERS } from '../../contract/query/ticketQuery';
import { checkAnswers, LONG_MS, sees, WITHOUT_SENSITIVE } from '../../testing/privacy/checks';
import { leaksIn, readAnswer } from '../../testing/privacy/leaks';
import { plainRequests, sendRequest, wordsOf } from '../../testing/privacy/requests';
import { keyOf, SAMPLES, sampleOf } from '../../testing/privacy/samples';
import { openPrivacyWorld, type PrivacyWorld, SENTINEL } from '../../testing/privacy/world';
import { ROUTES } from './routes/routes';

/**
 * Every route x format x level, from ROUTES, on things that the same user made while they might see more: no answer
 * holds a hidden value or the name of a hidden column. The same for every set of permissions, and for every
 * parameter, is beside this file.
 */

let world: PrivacyWorld;
beforeAll(async () => {
  world = await openPrivacyWorld();
}, LONG_MS);
afterAll(() => world.server.close());
beforeEach(() => {
  world.server.backend.config.privacyLevel = 'full';
});

describe('the table of samples', () => {
  test('has every route, and the server serves no other', () => {
    expect(Object.keys(SAMPLES).sort()).toEqual(ROUTES.map(keyOf).sort());
    const served = world.server.app.routes.filter(
      ({ path, method }) => path.startsWith('/api/mind/') && method !== 'ALL',
    );
    expect(served.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(
      ROUTES.map(({ method, path }) => `${method.toUpperCase()} /api/mind${path.replace(/\{(\w+)\}/g, ':$1')}`).sort(),
    );
  });

  test.each(ROUTES.map((route) => ({ name: keyOf(route), route })))('tries all of $name', ({ route }) => {
    const sample = sampleOf(route);
    const common = route.readsTickets === true ? ['filters', 'link', ...QUERY_PARAMETERS] : ['asLevel'];
    expect(Object.keys(sample.parameters).sort()).toEqual([...common, ...Object.keys(route.parameters ?? {})].sort());
    expect(route.access === 'public' ? [] : route.access).toEqual(sample.needs);
    expect(sample.ids !== undefined).toBe(route.path.includes('{'));
    expect(sample.bodies !== undefined).toBe(route.body !== undefined || route.takesFile === true);
  });

  test('finds agents in every kind of file for whoever may see them, so it would find one that leaks', async () => {
    for (const route of ROUTES) {
      if (sampleOf(route).showsAgents !== true) continue;
      for (const request of plainRequests(route)) {
        // Chosen by the agent, they hold ids alone.
        if (request.id === 'agentFile' || request.id === 'agentJob') continue;
        const answer = await readAnswer(await sendRequest(world, request, PERMISSIONS));
        expect(leaksIn(answer).join(), wordsOf(request)).toContain(SENTINEL);
      }
    }
  });
});

/** Where "Preview as" hides the agent, and where it asks for more than there is. */
const STANDPOINTS = PRIVACY_LEVELS.flatMap((own) =>
  [PERMISSIONS, WITHOUT_SENSITIVE].flatMap((permissions) =>
    PRIVACY_LEVELS.filter((asLevel) => asLevel === 'full' || sees({ own, permissions })).map((asLevel) => ({
      own,
      asLevel,
      permissions,
    })),
  ),
).filter((from) => !sees(from));

test.each(STANDPOINTS)(
  'level $own seen as $asLevel, with $permissions: nothing hidden is told',
  async (from) => {
    world.server.backend.config.privacyLevel = from.own;
    for (const route of ROUTES) await checkAnswers(world, plainRequests(route), from);
  },
  LONG_MS,
);
