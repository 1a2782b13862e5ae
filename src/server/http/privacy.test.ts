import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ENDPOINT_LIST } from '../../contract/endpoints/endpointList';
import { PERMISSIONS, PRIVACY_LEVELS } from '../../contract/privacy';
import { QUERY_PARAMETERS } from '../../contract/query/ticketQuery';
import { checkAnswers, LONG_MS, sees, WITHOUT_SENSITIVE } from '../../testing/privacy/checks';
import { leaksIn, readAnswer } from '../../testing/privacy/leaks';
import { plainRequests, sendRequest, wordsOf } from '../../testing/privacy/requests';
import { SAMPLES } from '../../testing/privacy/samples';
import { openPrivacyWorld, type PrivacyWorld, SENTINEL } from '../../testing/privacy/world';

/**
 * Every endpoint x format x level, from their table, on things that the same user made while they might see more: no answer
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
  test('has every endpoint, and the server serves no other', () => {
    expect(Object.keys(SAMPLES).sort()).toEqual(ENDPOINT_LIST.map(({ id }) => id).sort());
    const served = world.server.app.routes.filter(
      ({ path, method }) => path.startsWith('/api/mind/') && method !== 'ALL',
    );
    expect(served.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(
      ENDPOINT_LIST.map(({ method, path }) => `${method} /api/mind${path.replace(/\{(\w+)\}/g, ':$1')}`).sort(),
    );
  });

  test.each(ENDPOINT_LIST)('tries all of $id', (endpoint) => {
    const sample = SAMPLES[endpoint.id];
    const common = endpoint.readsTickets === true ? ['filters', 'link', ...QUERY_PARAMETERS] : ['asLevel'];
    expect(Object.keys(sample.parameters).sort()).toEqual(
      [...common, ...Object.keys(endpoint.parameters ?? {})].sort(),
    );
    expect(endpoint.access === 'public' ? [] : endpoint.access).toEqual(sample.needs);
    expect(sample.ids !== undefined).toBe(endpoint.path.includes('{'));
    expect(sample.bodies !== undefined).toBe(endpoint.body !== undefined || endpoint.takesFile === true);
  });

  test('finds agents in every kind of file for whoever may see them, so it would find one that leaks', async () => {
    for (const endpoint of ENDPOINT_LIST) {
      if (SAMPLES[endpoint.id].showsAgents !== true) continue;
      for (const request of plainRequests(endpoint)) {
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
    for (const endpoint of ENDPOINT_LIST) await checkAnswers(world, plainRequests(endpoint), from);
  },
  LONG_MS,
);
