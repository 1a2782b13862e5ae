import { expect } from 'vitest';
import { checkAsItWas } from './asItWas';
import { test } from './fixtures';
import { randomTickets } from './ticketFactory';

const AS_OF = '2024-09-15 12:00:00';
const month = (from: string, to: string) => [{ key: 'createdAt', comparator: 'between', from, to } as const];

test('a fixed link keeps its figures while later rows arrive, and the period before is what was shown then', async ({
  server,
  folder,
}) => {
  const compared = await checkAsItWas(server, folder, randomTickets(41, 2000), [
    { filters: [], groupBy: 'topic', asOf: AS_OF },
    { filters: month('2024-06-01', '2024-08-31'), groupBy: 'topic', asOf: AS_OF },
    { filters: month('2024-06-01', '2024-08-31'), groupBy: 'allTags', asOf: AS_OF },
    {
      filters: [...month('2024-08-01', '2024-08-31'), { key: 'slaState', comparator: '!=', value: 'met' }],
      groupBy: 'slaState',
      asOf: AS_OF,
    },
    // It still runs.
    { filters: month('now/M', 'now/M'), groupBy: 'createdHour', asOf: AS_OF },
    {
      filters: [
        { key: 'createdAt', comparator: '>=', value: 'now-90d' },
        { key: 'secondsToClose', comparator: '>=', value: 0 },
      ],
      groupBy: 'channel',
      asOf: AS_OF,
    },
    {
      filters: [
        { key: 'createdAt', comparator: '>=', value: 'now-90d' },
        { key: 'closedAt', comparator: 'isEmpty' },
        { key: 'dueBy', comparator: '<=', value: 'now+3d' },
      ],
      groupBy: 'priority',
      asOf: AS_OF,
    },
  ]);
  expect(compared).toBe(6);
  // Five imports, one after the other.
}, 120_000);
