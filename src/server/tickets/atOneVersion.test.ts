import { afterEach, expect, vi } from 'vitest';
import { COLUMN_IDS } from '../../contract/columns/columns';
import { test } from '../../testing/fixtures';
import { randomTickets } from '../../testing/ticketFactory';
import { readReport } from './report/report';
import { readPage } from './rows';

afterEach(() => vi.restoreAllMocks());

const AS_OF = { time: '2024-09-15 12:00:00', timeZone: 'UTC', hidesLaterClosings: false };
const SCOPE = { query: { filters: [] }, visible: COLUMN_IDS, asOf: AS_OF };
const COUNT = 300;
const PAGE = { orderBy: [{ field: 'id', direction: 'asc' }], limit: 500, offset: 0 } as const;

const sum = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0);

/** Whatever question of an answer the import comes before. */
const BEFORE = [0, 1, 2, 3, 4, 6, 8, 11];

test.for(BEFORE)(
  'tickets that change before question %i: figures and pages are of the old or the new',
  async (nth, { store }) => {
    const { engine, insert } = store;
    let number = 0;
    const changing = async <T>(ask: () => Promise<T>): Promise<T> => {
      const query = engine.query.bind(engine);
      let asked = 0;
      const spy = vi.spyOn(engine, 'query').mockImplementation(async (...all) => {
        asked += 1;
        if (asked === nth + 1) {
          number += 1;
          await insert(
            randomTickets(1000 * (nth + 1) + number, COUNT).map((ticket, at) => ({
              ...ticket,
              id: 10_000 * number + at,
            })),
          );
        }
        return query(...all);
      });
      const answer = await ask();
      spy.mockRestore();
      return answer;
    };
    await engine.command({ text: 'TRUNCATE TABLE tickets', params: {} });
    const report = await changing(() => readReport(engine, SCOPE, { groupBy: 'channel', bucket: 'month' }, {}));
    expect(report.total % COUNT).toBe(0);
    const { total, states, groups, overTime } = report;
    const shown = [...groups.rows, ...(groups.other === null ? [] : [groups.other])];
    const grouped = sum(shown.flatMap((each) => Object.values(each.states)));
    const due = sum(
      overTime.buckets.flatMap(({ met, breachedClosed, breachedOpen, pending }) => [
        met,
        breachedClosed,
        breachedOpen,
        pending,
      ]),
    );
    expect({
      states: sum(Object.values(states)),
      grouped,
      due: due + overTime.before + overTime.after + overTime.withoutDueBy,
    }).toEqual({
      states: total,
      grouped: total,
      due: total,
    });
    const page = await changing(() => readPage(engine, SCOPE, PAGE, {}));
    expect(page.data.length).toBe(Math.min(page.total, PAGE.limit));
  },
);
