import { afterAll, beforeAll, expect, test } from 'vitest';
import { previewResponseSchema } from '../../contract/responses/ticketResponses';
import { parseWallTime } from '../../contract/time/wallTime';
import { openTestBackend, type TestBackend } from '../../testing/testBackend';
import { randomTickets } from '../../testing/ticketFactory';

const AS_OF = '2024-06-15 12:00:00';
const tickets = randomTickets(31, 400);
let server: TestBackend;

beforeAll(async () => {
  server = await openTestBackend();
  await server.insert(tickets);
});
afterAll(() => server.close());

const seconds = (text: unknown) => (typeof text === 'string' ? parseWallTime(text) : null);

/** How late, as src/contract/README.md, section 5 has it; null without a deadline. */
function lateness({ closedAt, dueBy, secondsClosedAfterSLA }: (typeof tickets)[number]): number | null {
  const [closed, due, now] = [seconds(closedAt), seconds(dueBy), seconds(AS_OF)];
  if (closed === null) return due === null || now === null ? null : now - due;
  const stored = typeof secondsClosedAfterSLA === 'number' ? secondsClosedAfterSLA : null;
  return stored ?? (due === null ? null : closed - due);
}

test.each(['asc', 'desc'] as const)(
  'by how late they are, %s: closed and not closed ones together',
  async (direction) => {
    const sign = direction === 'asc' ? 1 : -1;
    const expected = tickets
      .map((ticket) => ({ id: Number(ticket.id), late: lateness(ticket) }))
      .sort((a, b) => {
        if (a.late === null || b.late === null) return Number(a.late === null) - Number(b.late === null) || a.id - b.id;
        return sign * (a.late - b.late) || a.id - b.id;
      })
      .map(({ id }) => id);
    const query = `limit=500&columns=id&asOf=${AS_OF}&orderByField=againstDeadline&orderByDirection=${direction}`;
    const response = await server.call(`/export/reporting_tickets/preview?${query}`);
    expect(response.status).toBe(200);
    expect(previewResponseSchema.parse(await response.json()).data.map(({ id }) => id)).toEqual(expected);
  },
);
