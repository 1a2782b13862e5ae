import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ENDPOINT_LIST } from '../../contract/endpoints/endpointList';
import { PERMISSIONS } from '../../contract/privacy';
import { COMPARATORS_OF, type Comparator, OPERANDS_OF } from '../../contract/query/comparators';
import { checkAnswers, HIDDEN_FROM, LONG_MS, type Standpoint } from '../../testing/privacy/checks';
import { readAnswer } from '../../testing/privacy/leaks';
import { namingRequests, parameterRequests, sendRequest, withQuery, wordsOf } from '../../testing/privacy/requests';
import { AGENT, openPrivacyWorld, type PrivacyWorld, SENTINEL } from '../../testing/privacy/world';

/** The walk of privacy.test.ts for every parameter in every format, and for every way to name a hidden column. */

let world: PrivacyWorld;
beforeAll(async () => {
  world = await openPrivacyWorld();
}, LONG_MS);
afterAll(() => world.server.close());

const HIDDEN = ['email', 'rawData'] as const;
const READING = ENDPOINT_LIST.filter(({ readsTickets }) => readsTickets === true);

describe.each(HIDDEN_FROM)('level $own seen as $asLevel, with $permissions', (from) => {
  test(
    'no parameter brings out anything hidden',
    async () => {
      world.server.backend.config.privacyLevel = from.own;
      for (const endpoint of ENDPOINT_LIST) {
        await checkAnswers(world, parameterRequests(endpoint), from);
        for (const request of HIDDEN.flatMap((column) => namingRequests(endpoint, column))) {
          expect((await answerTo(request, from)).text, wordsOf(request)).not.toContain(SENTINEL);
        }
      }
    },
    LONG_MS,
  );

  test.each(HIDDEN)(
    'naming %s is the same refusal, whether or not a row would match',
    async (column) => {
      world.server.backend.config.privacyLevel = from.own;
      for (const endpoint of READING) {
        for (const request of namings(column, endpoint.path).flatMap((query) => withQuery(endpoint, query))) {
          const { status, text } = await answerTo(request, from);
          expect(status, wordsOf(request)).toBe(403);
          const { message } = JSON.parse(text).error;
          expect(message, wordsOf(request)).toBe(`The column "${column}" is not available to you`);
        }
      }
    },
    LONG_MS,
  );
});

test.each(HIDDEN)(
  'whoever may see %s may name it everywhere',
  async (column) => {
    world.server.backend.config.privacyLevel = 'partiallyPseudonymized';
    const from: Standpoint = { own: 'partiallyPseudonymized', permissions: PERMISSIONS };
    for (const endpoint of READING) {
      for (const query of [...otherNamings(column, endpoint.path), filtersOn(column)]) {
        const [request] = withQuery(endpoint, query);
        if (request !== undefined) expect((await answerTo(request, from)).status, wordsOf(request)).toBe(200);
      }
    }
  },
  LONG_MS,
);

async function answerTo(request: ReturnType<typeof withQuery>[number], { permissions, asLevel }: Standpoint) {
  return readAnswer(await sendRequest(world, request, permissions, asLevel));
}

/** Every place of a request that takes the name of a column. */
function namings(column: string, path: string): string[] {
  return [...otherNamings(column, path), ...FILTERS.map((filter) => filterOn(column, filter))];
}

function otherNamings(column: string, path: string): string[] {
  const own = path.endsWith('/values') ? [`column=${column}`, `column=${column}&q=agent`] : [];
  const isGrouped = path === '/report/reporting_tickets' || path === '/report/reporting_tickets/file';
  const group = isGrouped ? [`groupBy=${column}`, `groupBy=t.${column}`] : [];
  return [`orderByField=${column}`, `orderByField=t.${column}`, `columns=id,${column}`, ...own, ...group];
}

const FILTERS = COMPARATORS_OF.text.flatMap((comparator) =>
  [AGENT, 'nobody'].map((value): { comparator: Comparator; value: string } => ({ comparator, value })),
);

/** All of them in one request: it is answered only where each of them is accepted. */
const filtersOn = (column: string) => FILTERS.map((filter, index) => filterOn(column, filter, index)).join('&');

function filterOn(column: string, { comparator, value }: (typeof FILTERS)[number], index = 0): string {
  const part = `filters[${index}]`;
  const operands = {
    value: `&${part}[value]=${value}`,
    values: `&${part}[values][]=${value}`,
    range: `&${part}[from]=${value}&${part}[to]=${value}`,
    none: '',
  };
  const at = `${part}[key]=${column}&${part}[comparator]=${encodeURIComponent(comparator)}`;
  return at + operands[OPERANDS_OF[comparator]];
}
