import fc from 'fast-check';
import { COLUMN_IDS, isWorkingTime } from '../../contract/columns/columns';
import { ENDPOINT_LIST, type NamedEndpoint } from '../../contract/endpoints/endpointList';
import type { EndpointId } from '../../contract/endpoints/endpoints';
import { PRIVACY_LEVELS } from '../../contract/privacy';
import { encodeQueryString, type Parameter } from '../../contract/query/queryString';
import { formatTicketQuery, type TicketQuery } from '../../contract/query/ticketQuery';
import { filterArbitrary } from '../filterArbitrary';
import { SAMPLES } from '../privacy/samples';
import { HOSTILE_TEXTS } from '../ticketFactory';

/** Requests to every endpoint that is declared: right ones, and right ones that were damaged. */

export interface FuzzedRequest {
  endpoint: NamedEndpoint;
  /** Below /api/mind, with the query string. */
  path: string;
  search: string;
  body: string | undefined;
}

/** Streams do not end by themselves, and without a session there is nothing to ask. */
const LEFT_OUT: readonly EndpointId[] = ['GET /export/jobs/events', 'DELETE /session'];
/** A workbook takes a thread of its own: enough of them are made elsewhere. */
const SLOW = /=xlsx$/;

export function requestArbitrary(): fc.Arbitrary<FuzzedRequest> {
  const endpoints = ENDPOINT_LIST.filter(({ id }) => !LEFT_OUT.includes(id));
  // Those that make files take ten times as long, and read their query as these do.
  const reading = endpoints.filter(
    ({ readsTickets, responses, path }) => readsTickets === true && !('202' in responses) && !path.endsWith('/file'),
  );
  // Made once and not in a chain: each text by a pattern takes longer to make than its request to be answered.
  return fc.oneof({ arbitrary: fc.oneof(...reading.map(requestTo)), weight: 3 }, fc.oneof(...endpoints.map(requestTo)));
}

function requestTo(endpoint: NamedEndpoint): fc.Arbitrary<FuzzedRequest> {
  const parts = fc.record({ sent: damagedParameters(endpoint), id: idOf(endpoint), body: bodyOf(endpoint) });
  return parts.map(({ sent, id, body }) => {
    const search = encodeQueryString(sent);
    const path = endpoint.path.replace(/\{\w+\}/, encodeURIComponent(id));
    return { endpoint, path: search === '' ? path : `${path}?${search}`, search, body };
  });
}

function idOf(endpoint: NamedEndpoint): fc.Arbitrary<string> {
  return endpoint.path.includes('{')
    ? fc.oneof(
        fc.uuid(),
        fc.constantFrom('\0', 'a\0b'),
        hostileText().filter((id) => id !== ''),
      )
    : fc.constant('');
}

function hostileText(): fc.Arbitrary<string> {
  return fc.oneof(fc.constantFrom(...HOSTILE_TEXTS, ...ODD_VALUES), fc.string({ unit: 'grapheme', maxLength: 30 }));
}

/** What is nearly a number, a date, a name or a list. */
const ODD_VALUES = [
  ...[
    '',
    ' ',
    '\0',
    '\u202e',
    '%',
    '%00',
    '0x10',
    '1e3',
    '1e309',
    '-0',
    '-1',
    '01',
    '1.5',
    '+1',
    '999999999999999999999',
    'NaN',
  ],
  ...[
    'true',
    'undefined',
    '__proto__',
    'constructor',
    'toString',
    '[]',
    '{}',
    '[object Object]',
    'a,b',
    ',',
    '*',
    '../..',
  ],
  ...[
    '2024-02-30',
    '2024-1-1',
    '0000-00-00',
    '2300-01-01',
    '2024-01-01T00:00:00Z',
    '2024-01-01 24:00:00',
    'now-',
    'now-999999y',
  ],
  ...['now-1M/', 'NOW', 'now -1d', 'id', 'ID', 't.id', 't.t.id', 'email', 'rawData', 'Email', 'x'.repeat(5000)],
];

const ODD_NAMES = [
  ...[
    'filters',
    'filters[]',
    'filters[0]',
    'filters[0][]',
    'filters[0][key][]',
    'filters[-1][key]',
    'filters[00][key]',
    'filters[1e1][key]',
  ],
  ...[
    'filters[0][KEY]',
    'filters[0].key',
    'filters[0][key',
    'filters[50][key]',
    'filters[0][values]',
    'filters[0][values][0]',
  ],
  ...[
    'filter[0][key]',
    'Filters[0][key]',
    'filters[0][orEmpty]',
    'limit',
    'offset',
    'columns',
    'asOf',
    'asLevel',
    'orderByField',
    'search',
  ],
  ...[
    'orderByDirection',
    'groupBy',
    'column',
    'q',
    'bucket',
    'clock',
    'display',
    'refresh',
    'page',
    'link',
    '__proto__',
    '',
    ' limit',
    'limit ',
    'limit[]',
    'a=b',
    'specification',
  ],
];

type Damage = (sent: readonly Parameter[], at: number, text: string) => Parameter[];

/** Each takes one parameter, at a place of the list that is never beyond its end, and does one thing to it. */
const DAMAGES: readonly Damage[] = [
  (sent, at) => sent.filter((_, index) => index !== at),
  (sent, at) => [...sent, ...sent.slice(at, at + 1)],
  (sent, at, text) => replaced(sent, at, ({ name }) => ({ name, value: text })),
  (sent, at, text) =>
    replaced(sent, at, ({ value }) => ({ name: ODD_NAMES[text.length % ODD_NAMES.length] ?? '', value })),
  (sent, at) =>
    replaced(sent, at, ({ name, value }) => ({
      name: name.replace(/\d+/, (digit) => String(Number(digit) + 1)),
      value,
    })),
  (sent, at) => replaced(sent, at, ({ name, value }) => ({ name: encodeURIComponent(name), value })),
  (sent, at) => replaced(sent, at, ({ name, value }) => ({ name, value: value.toUpperCase() })),
  (sent, at) => replaced(sent, at, ({ name, value }) => ({ name, value: `${value} ` })),
  (sent, at) => replaced(sent, at, ({ name, value }) => ({ name, value: [...value].slice(1).join('') })),
  (sent, _, text) => [...sent, { name: ODD_NAMES[text.length % ODD_NAMES.length] ?? '', value: text }],
  (sent) => [...sent].reverse(),
];

function replaced(sent: readonly Parameter[], at: number, change: (old: Parameter) => Parameter): Parameter[] {
  return sent.map((each, index) => (index === at ? change(each) : each));
}

function damagedParameters(endpoint: NamedEndpoint): fc.Arbitrary<Parameter[]> {
  const damage = fc.record({ what: fc.constantFrom(...DAMAGES), at: fc.nat(), text: hostileText() });
  return fc
    .tuple(
      parametersOf(endpoint),
      fc.oneof(
        { arbitrary: fc.constant([]), weight: 1 },
        { arbitrary: fc.array(damage, { minLength: 1, maxLength: 2 }), weight: 4 },
      ),
    )
    .map(([sent, damages]) =>
      damages.reduce<Parameter[]>(
        (each, { what, at, text }) => what(each, each.length === 0 ? 0 : at % each.length, text),
        sent,
      ),
    );
}

/** Right ones: a ticket query where one is taken, and some of the samples of the endpoint's own parameters. */
function parametersOf(endpoint: NamedEndpoint): fc.Arbitrary<Parameter[]> {
  const { parameters, base = '' } = SAMPLES[endpoint.id];
  const own = Object.keys(endpoint.parameters ?? {}).map((name) => parameters[name] ?? []);
  const chosen = fc.tuple(...own.map((samples) => fc.option(fc.constantFrom(...samples, ''))));
  const query = endpoint.readsTickets === true ? queryArbitrary().map(formatTicketQuery) : fc.constant([]);
  return fc.tuple(query, chosen).map(([asked, samples]) => {
    const texts = samples.filter((sample) => sample !== null && !SLOW.test(sample)).join('&');
    const named = [...new URLSearchParams(texts === '' ? base : texts)].map(([name, value]) => ({ name, value }));
    return [...asked, ...named.filter(({ name }) => Object.hasOwn(endpoint.parameters ?? {}, name))];
  });
}

function queryArbitrary(): fc.Arbitrary<TicketQuery> {
  const column = fc.constantFrom(...COLUMN_IDS.filter((id) => !isWorkingTime(id)));
  return fc.record(
    {
      filters: fc.array(filterArbitrary(), { maxLength: 3 }),
      search: fc.stringMatching(/^[a-z0-9%'_]{1,8}( [a-zß]{1,8})?$/),
      order: fc.uniqueArray(fc.record({ field: column, direction: fc.constantFrom('asc' as const, 'desc' as const) }), {
        minLength: 1,
        maxLength: 3,
        selector: ({ field }) => field,
      }),
      columns: fc.uniqueArray(column, { minLength: 1, maxLength: 5 }),
      asLevel: fc.constantFrom(...PRIVACY_LEVELS),
    },
    { requiredKeys: ['filters'] },
  );
}

function bodyOf(endpoint: NamedEndpoint): fc.Arbitrary<string | undefined> {
  if (endpoint.body === undefined) return fc.constantFrom(undefined, undefined, undefined, '{}', 'x');
  const samples = SAMPLES[endpoint.id].bodies ?? ['{}'];
  const damaged = fc.tuple(fc.constantFrom(...samples), fc.nat(), hostileText()).map(([body, at, text]) => {
    const cut = at % (body.length + 1);
    return body.slice(0, cut) + text + body.slice(cut + (text.length % 3));
  });
  return fc.oneof(fc.constantFrom(...samples), damaged, fc.json({ maxDepth: 3 }), fc.constant('['.repeat(5000)));
}
