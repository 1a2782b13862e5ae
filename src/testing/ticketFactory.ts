import { CHANNELS, DIRECTIONS, PRIORITIES, STATUSES, type Ticket } from '../contract/columns/columns';
import { DAY_SECONDS } from '../contract/time/units';
import { formatWallTime, parseWallTime, type WallSeconds } from '../contract/time/wallTime';
import { Random } from '../server/demo/random';

/** Texts that break wrong quoting: quotes, escapes, separators, formulas, other scripts. */
export const HOSTILE_TEXTS = [
  "O'Brien",
  '"quoted", with a comma',
  "'; DROP TABLE ticketlens.tickets; --",
  '{name:String} {{x}} $y %s %20 100%',
  '_under%score_',
  'back\\slash \\n \\N',
  'NULL',
  'null',
  'line\nbreak',
  'line\r\nbreak, "quoted"',
  '\ttab first',
  '=1+1',
  "'=1+1",
  "''@twice",
  'foo;=1+1;bar',
  "foo;'=1\r\n-2\t@3",
  '+49 170 000000',
  '-5',
  '0',
  ' spaces around ',
  'a&b=c?d#e[0]+f;g/h',
  'Straße, ÄÖÜ äöü',
  'naïve café',
  '支払い督促',
  'دفع الفاتورة',
  '👩‍🚀 🇪🇺',
  '\u2028separator\u2029',
  '<script>alert(1)</script>',
  '__proto__',
] as const;

const TOPICS = ['Billing', 'billing', 'Contract change', 'Moving house', 'Complaint'];
const SUB_TOPICS = ['Refund', 'Move in', 'Waiting time', 'Payment reminder'];
const AGENTS = ['ana@example.com', 'ben@example.com', 'chi@example.com'];
const FIRST_SECOND = parseWallTime('1900-01-01 00:00:00') ?? 0;
const LAST_SECOND = parseWallTime('2299-12-31 23:59:59') ?? 0;
const START = parseWallTime('2024-01-01') ?? 0;

/**
 * Tickets in which every column takes every kind of value that an import stores, related to each other or
 * not: nulls, zeros, negatives, ends of ranges, equal values, hostile text. The same for the same seed; ids
 * differ and are in no order.
 */
export function randomTickets(seed: number, count: number): Ticket[] {
  const random = new Random(seed);
  const tickets = Array.from({ length: count }, (_, index) => randomTicket(random, index));
  return tickets
    .map((ticket) => [random.next(), ticket] as const)
    .sort(([a], [b]) => a - b)
    .map(([, ticket]) => ticket);
}

function randomTicket(random: Random, index: number): Ticket {
  const created = randomTime(random);
  const closed = maybe(random, () => created + around(random, 30 * DAY_SECONDS));
  const due = maybe(random, () => created + around(random, 20 * DAY_SECONDS));
  return {
    // Zero, small ones, and ones above 2^32.
    id: random.chance(0.5) ? index : 2 ** 33 + index * 7,
    channel: maybe(random, () => oneOf(random, CHANNELS)),
    direction: maybe(random, () => oneOf(random, DIRECTIONS)),
    status: maybe(random, () => (random.chance(0.7) && closed !== null ? 'closed' : oneOf(random, STATUSES))),
    priority: maybe(random, () => oneOf(random, PRIORITIES)),
    contractId: randomText(random, ['C-1001', 'C-1002', 'c-1001']),
    customerId: randomText(random, ['CU-42', 'CU-43']),
    customerLegitimation: maybe(random, () => oneOf(random, [0, 20, 60, 100])),
    topic: randomText(random, TOPICS),
    subTopic: randomText(random, SUB_TOPICS),
    allTags: randomText(random, ['Billing, Refund', 'Billing, "Follow, up"', 'VIP']),
    incomingMessages: randomCount(random),
    outgoingMessages: randomCount(random),
    internalMessages: randomCount(random),
    manualWorkEntries: randomCount(random),
    createdAt: wallTime(created),
    closedAt: closed === null ? null : wallTime(closed),
    modifiedAt: maybe(random, () => wallTime(closed ?? created)),
    dueBy: due === null ? null : wallTime(due),
    lastMessageAt: maybe(random, () => wallTime(randomTime(random))),
    lastCustomerMessageAt: maybe(random, () => wallTime(randomTime(random))),
    secondsSinceLastCustomerMessage: randomSeconds(random, null),
    secondsToClose: randomSeconds(random, closed === null ? null : closed - created),
    secondsClosedAfterSLA: randomSeconds(random, closed === null || due === null ? null : closed - due),
    email: randomText(random, AGENTS),
    rawData: randomText(random, ['{}', '{"subject":"a \\"b\\"","tags":["x","y"],"n":null}', 'not JSON']),
  };
}

function maybe<T>(random: Random, make: () => T): T | null {
  return random.chance(0.15) ? null : make();
}

function oneOf<T>(random: Random, values: readonly T[]): T {
  const value = values[random.between(0, values.length - 1)];
  if (value === undefined) throw new Error('nothing to choose from');
  return value;
}

function randomText(random: Random, usual: readonly string[]): string | null {
  return maybe(random, () => (random.chance(0.25) ? oneOf(random, HOSTILE_TEXTS) : oneOf(random, usual)));
}

function randomCount(random: Random): number | null {
  return maybe(random, () =>
    random.chance(0.02) ? oneOf(random, [-(2 ** 31), -1, 2 ** 31 - 1]) : random.between(0, 4),
  );
}

/** Mostly consistent with the times; else null, zero, or a contradiction. */
function randomSeconds(random: Random, expected: number | null): number | null {
  if (random.chance(0.7)) return expected;
  return maybe(random, () =>
    random.chance(0.1)
      ? oneOf(random, [Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER])
      : oneOf(random, [0, 1, -1, -3600, around(random, 5 * DAY_SECONDS)]),
  );
}

/** Mostly within 2024; often at the ends of a day, seldom at the ends of the calendar. */
function randomTime(random: Random): WallSeconds {
  if (random.chance(0.01)) return oneOf(random, [FIRST_SECOND, LAST_SECOND]);
  const day = START + random.between(0, 365) * DAY_SECONDS;
  return day + oneOf(random, [0, DAY_SECONDS - 1, random.between(0, DAY_SECONDS - 1)]);
}

/** From a third of the span before to the span after; zero at times. */
function around(random: Random, span: number): number {
  return random.chance(0.05) ? 0 : random.between(-Math.round(span / 3), span);
}

/** Clamped to the years of the store. */
function wallTime(seconds: WallSeconds): string {
  return formatWallTime(Math.min(LAST_SECOND, Math.max(FIRST_SECOND, seconds)));
}
