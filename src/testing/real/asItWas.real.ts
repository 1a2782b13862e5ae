import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Ticket } from '../../contract/columns/columns';
import { type AskedThen, checkAsItWas } from '../asItWas';
import { openTestBackend } from '../testBackend';
import { bostonTickets, incidentTickets } from './realTickets';

/** Real tickets, loaded as they came to be known: what was shown then is what a fixed link and a later comparison show. */

const month = (from: string, to: string) => [{ key: 'createdAt', comparator: 'between', from, to } as const];

test.each<[string, () => Ticket[], AskedThen[]]>([
  [
    'boston-311',
    bostonTickets,
    [
      { filters: month('2016-07-01', '2016-09-30'), groupBy: 'topic', asOf: '2016-10-10 00:00:00' },
      { filters: month('2016-07-01', '2016-09-30'), groupBy: 'createdHour', asOf: '2016-10-10 00:00:00' },
      {
        filters: [
          { key: 'createdAt', comparator: '>=', value: 'now-90d' },
          { key: 'dueBy', comparator: '<=', value: 'now+3d' },
        ],
        groupBy: 'allTags',
        asOf: '2016-10-10 00:00:00',
      },
      { filters: [], groupBy: 'subTopic', asOf: '2016-10-10 00:00:00' },
    ],
  ],
  [
    'it-incidents',
    incidentTickets,
    [
      { filters: month('2016-04-01', '2016-04-30'), groupBy: 'topic', asOf: '2016-05-05 00:00:00' },
      { filters: month('2016-04-01', '2016-04-30'), groupBy: 'allTags', asOf: '2016-05-05 00:00:00' },
      {
        filters: [
          { key: 'createdAt', comparator: '>=', value: 'now-30d' },
          { key: 'closedAt', comparator: 'isEmpty' },
        ],
        groupBy: 'priority',
        asOf: '2016-05-05 00:00:00',
      },
    ],
  ],
])(
  '%s',
  async (_, tickets, asked) => {
    const folder = mkdtempSync(join(tmpdir(), 'ticketlens-real-'));
    const server = await openTestBackend();
    try {
      const compared = await checkAsItWas(server, folder, tickets(), asked);
      expect(compared).toBe(asked.filter(({ filters }) => filters.length > 0).length);
    } finally {
      await server.close();
      rmSync(folder, { recursive: true });
    }
  },
  600_000,
);
