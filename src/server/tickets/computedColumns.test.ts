import { readXlsx } from 'hucre/xlsx';
import { describe, expect } from 'vitest';
import { z } from 'zod';
import { COMPUTED_COLUMNS, STORED_COLUMN_IDS, type Ticket } from '../../contract/columns/columns';
import { errorBodySchema } from '../../contract/errors';
import { recordOf } from '../../contract/recordOf';
import { reportResponseSchema } from '../../contract/responses/reportResponse';
import {
  type PreviewResponse,
  previewResponseSchema,
  ticketSchema,
  valuesResponseSchema,
} from '../../contract/responses/ticketResponses';
import { isBreached, SLA_STATES, type SlaState } from '../../contract/sla';
import { DAY_SECONDS, HOUR_SECONDS } from '../../contract/time/units';
import { csvCells } from '../../testing/csvCells';
import { test as base } from '../../testing/fixtures';
import { againstDeadlineOf, asSeen, slaStateOf } from '../../testing/matchFilters';
import { randomTickets } from '../../testing/ticketFactory';

/** slaState and againstDeadline, named wherever a column can be, beside what the contract says in plain TypeScript. */

const AS_OF = '2024-06-15 12:00:00';
const COLUMNS = 'columns=id,slaState,againstDeadline';
const EXPORT = '/export/reporting_tickets';
const tickets = randomTickets(31, 400);

const test = base
  .extend('get', ({ server }) => async (path: string): Promise<Response> => {
    const response = await server.call(`${path}${path.includes('?') ? '&' : '?'}asOf=${AS_OF}`);
    expect(response.status, path).toBe(200);
    return response;
  })
  .extend(
    'preview',
    ({ get }) =>
      async (query: string) =>
        previewResponseSchema.parse(await (await get(`${EXPORT}/preview?limit=500&${query}`)).json()),
  );

test.beforeAll(({ server }) => server.insert(tickets));

interface Expected {
  id: number;
  slaState: SlaState;
  againstDeadline: number | null;
}

function expectedOf(stored: Ticket, asOf = AS_OF): Expected {
  const ticket = asSeen(stored, { time: asOf, timeZone: 'UTC', hidesLaterClosings: true });
  return {
    id: Number(ticket.id),
    slaState: slaStateOf(ticket, asOf),
    againstDeadline: againstDeadlineOf(ticket, asOf),
  };
}
const EXPECTED = tickets.map((ticket) => expectedOf(ticket)).sort((a, b) => a.id - b.id);

describe('rows', () => {
  test('hold them where they are named, in the order in which they are', async ({ preview }) => {
    const answer = await preview(COLUMNS);
    expect(answer.data).toEqual(EXPECTED);
    expect(answer.columns).toEqual([
      { key: 'id', label: 'Id', type: 'integer' },
      { key: 'slaState', label: 'Service level', type: 'computed' },
      { key: 'againstDeadline', label: 'Against deadline', type: 'integer' },
    ]);
    // Every way to stand against a deadline is among them, or nothing would be proven.
    expect(new Set(EXPECTED.map(({ slaState }) => slaState))).toEqual(new Set(SLA_STATES));
    expect(EXPECTED.some(({ againstDeadline }) => againstDeadline === null)).toBe(true);
  });

  test('do not hold them otherwise', async ({ get, preview }) => {
    const answer = await preview('');
    expect(answer.columns.map(({ key }) => key)).toEqual(STORED_COLUMN_IDS);
    expect(Object.keys(answer.data[0] ?? {})).toEqual(STORED_COLUMN_IDS);
    const [header] = csvCells(await (await get(`${EXPORT}?format=csv`)).text());
    expect(header).toEqual(STORED_COLUMN_IDS);
  });

  test('are of the as-of of the request', async ({ server }) => {
    const later = '2024-09-01 00:00:00';
    const response = await server.call(`${EXPORT}/preview?limit=500&${COLUMNS}&asOf=${later}`);
    const { data } = previewResponseSchema.parse(await response.json());
    const expected = tickets.map((ticket) => expectedOf(ticket, later)).sort((a, b) => a.id - b.id);
    expect(data).toEqual(expected);
    expect(expected).not.toEqual(EXPECTED);
  });

  test('show them at every privacy level: they name nobody', async ({ preview }) => {
    const { data, availableFilters } = await preview(`${COLUMNS}&asLevel=none`);
    expect(data).toEqual(EXPECTED);
    expect(availableFilters.slice(-5).map(({ key }) => key)).toEqual([
      'slaState',
      'againstDeadline',
      'createdWeekday',
      'createdHour',
      'dataCheck',
    ]);
  });
});

const idsOf = ({ data }: PreviewResponse) => data.map(({ id }) => id);

/** Nulls last either way, equals by id. */
function sorted(direction: 'asc' | 'desc', rankOf: (each: Expected) => number | null): number[] {
  const sign = direction === 'asc' ? 1 : -1;
  return EXPECTED.map((each) => ({ id: each.id, value: rankOf(each) }))
    .sort((a, b) => {
      if (a.value === null || b.value === null)
        return Number(a.value === null) - Number(b.value === null) || a.id - b.id;
      return sign * (a.value - b.value) || a.id - b.id;
    })
    .map(({ id }) => id);
}

describe.each(['asc', 'desc'] as const)('ordered %s', (direction) => {
  const query = (field: string) => `columns=id&orderByField=${field}&orderByDirection=${direction}`;

  test('by how late they are: closed and not closed ones together', async ({ preview }) => {
    expect(idsOf(await preview(query('t.againstDeadline')))).toEqual(
      sorted(direction, ({ againstDeadline }) => againstDeadline),
    );
  });

  test('by state, in the order of the states', async ({ preview }) => {
    const rank = ({ slaState }: Expected) => SLA_STATES.indexOf(slaState);
    expect(idsOf(await preview(query('slaState')))).toEqual(sorted(direction, rank));
  });
});

describe('files', () => {
  const query = `${COLUMNS}&orderByField=againstDeadline&orderByDirection=desc`;
  const rows = () => {
    const byId = new Map(EXPECTED.map((each) => [each.id, each]));
    return sorted('desc', ({ againstDeadline }) => againstDeadline).map((id) => byId.get(id));
  };

  test('csv', async ({ get }) => {
    const [header, ...lines] = csvCells(await (await get(`${EXPORT}?format=csv&${query}`)).text());
    expect(header).toEqual(['id', 'slaState', 'againstDeadline']);
    expect(lines).toEqual(
      rows().map((row) => [
        String(row?.id),
        row?.slaState,
        row?.againstDeadline === null ? '' : String(row?.againstDeadline),
      ]),
    );
  });

  test('json', async ({ get }) => {
    const answer = await (await get(`${EXPORT}?format=json&${query}`)).json();
    expect(z.array(ticketSchema).parse(answer)).toEqual(rows());
  });

  test('xlsx: seconds are numbers, and the sheet about the file says what they are', async ({ get }) => {
    const book = await readXlsx(Buffer.from(await (await get(`${EXPORT}?format=xlsx&${query}`)).arrayBuffer()));
    const [header, ...lines] = book.sheets[0]?.rows ?? [];
    expect(header).toEqual(['id', 'slaState', 'againstDeadline']);
    // Excel keeps 15 digits, so longer numbers are text.
    const inExcel = (value: number | null | undefined) =>
      typeof value === 'number' && Math.abs(value) >= 1e15 ? String(value) : (value ?? null);
    expect(lines.map(([id, state, late]) => [id, state, late ?? null])).toEqual(
      rows().map((row) => [row?.id, row?.slaState, inExcel(row?.againstDeadline)]),
    );
    const about = Object.fromEntries((book.sheets[1]?.rows ?? []) as [string, string][]);
    expect(about).toMatchObject({ againstDeadline: 'Against deadline, elapsed seconds', slaState: 'Service level' });
  });
});

describe('filters', () => {
  const filter = (comparator: string, operands = '') =>
    `columns=id&filters[0][key]=againstDeadline&filters[0][comparator]=${encodeURIComponent(comparator)}${operands}`;
  const expected = (isWanted: (late: number | null) => boolean) =>
    EXPECTED.filter(({ againstDeadline }) => isWanted(againstDeadline)).map(({ id }) => id);
  const HOUR = `&filters[0][value]=${HOUR_SECONDS}`;

  test.for<[string, string, (late: number | null) => boolean]>([
    ['isEmpty', '', (late) => late === null],
    ['isNotEmpty', '', (late) => late !== null],
    ['>', HOUR, (late) => late !== null && late > HOUR_SECONDS],
    ['<=', HOUR, (late) => late !== null && late <= HOUR_SECONDS],
    [
      'between',
      `&filters[0][from]=${-DAY_SECONDS}&filters[0][to]=${DAY_SECONDS}`,
      (late) => late !== null && Math.abs(late) <= DAY_SECONDS,
    ],
    ['!=', '&filters[0][value]=0&filters[0][orEmpty]=1', (late) => late !== 0],
    [
      'notIn',
      `&filters[0][values][]=0&filters[0][values][]=${-HOUR_SECONDS}`,
      (late) => late !== null && ![0, -HOUR_SECONDS].includes(late),
    ],
  ])('on how late they are: %s%s', async ([comparator, operands, isWanted], { preview }) => {
    const wanted = expected(isWanted);
    expect(idsOf(await preview(filter(comparator, operands)))).toEqual(wanted);
    expect([0, tickets.length]).not.toContain(wanted.length);
  });
});

describe('groups and values', () => {
  const counted = SLA_STATES.map((state) => ({
    value: state,
    count: EXPECTED.filter(({ slaState }) => slaState === state).length,
  })).sort((a, b) => b.count - a.count);

  test('grouped by state, every group is of one state alone', async ({ get }) => {
    const answer = reportResponseSchema.parse(await (await get('/report/reporting_tickets?groupBy=slaState')).json());
    expect(answer.groups.by).toBe('slaState');
    expect(answer.groups.other).toBeNull();
    const none = recordOf(SLA_STATES, () => 0);
    // Those that are late stand first: by excess, then by tickets.
    const isLate = (value: SlaState) => Number(isBreached(value)) - Number(value === 'met');
    const ranked = counted.toSorted((a, b) => isLate(b.value) - isLate(a.value));
    expect(answer.groups.rows.map(({ value, states }) => ({ value, states }))).toEqual(
      ranked.map(({ value, count }) => ({ value, states: { ...none, [value]: count } })),
    );
  });

  test('the values of the state, with counts; those that a text is in', async ({ get }) => {
    const values = async (query: string) =>
      valuesResponseSchema.parse(await (await get(`/report/reporting_tickets/values?column=slaState${query}`)).json());
    expect(await values('')).toEqual({ values: counted, empty: 0, more: false });
    const breached = counted.filter(({ value }) => value.startsWith('breached'));
    expect(await values('&q=BREACHED')).toEqual({ values: breached, empty: 0, more: false });
    const filter = '&filters[0][key]=slaState&filters[0][comparator]=%3D&filters[0][value]=met';
    expect((await values(filter)).values).toEqual(counted.filter(({ value }) => value === 'met'));
  });

  test('how late they are can be listed too; tickets without a deadline are counted apart', async ({ get }) => {
    const answer = await get('/report/reporting_tickets/values?column=againstDeadline&limit=1000');
    const { values, empty } = valuesResponseSchema.parse(await answer.json());
    expect(empty).toBe(EXPECTED.filter(({ againstDeadline }) => againstDeadline === null).length);
    expect(values.reduce((sum, { count }) => sum + count, empty)).toBe(tickets.length);
  });
});

test('data checks stay filters: they are no column', async ({ server }) => {
  for (const path of [
    `${EXPORT}/preview?columns=dataCheck`,
    `${EXPORT}/preview?orderByField=dataCheck`,
    '/report/reporting_tickets?groupBy=dataCheck',
    '/report/reporting_tickets/values?column=dataCheck',
  ]) {
    const response = await server.call(path);
    expect(response.status, path).toBe(400);
    expect(errorBodySchema.parse(await response.json()).error.allowed).toEqual([
      ...STORED_COLUMN_IDS,
      ...Object.keys(COMPUTED_COLUMNS),
    ]);
  }
});
