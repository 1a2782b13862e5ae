import type { CHANNELS, PRIORITIES, Ticket } from '../../../contract/columns';
import { DAY_SECONDS, formatWallTime, parseWallTime, type WallSeconds } from '../../../contract/wallTime';
import { AGENTS, DEADLINE_HOURS, HOUR_WEIGHT, TOPICS, WEEKDAY_WEIGHT } from './catalogue';
import { Random } from './random';

/** How far back the demo goes: a year and a half shows seasons and a whole year before. */
const DAYS = 548;
/** Days before the end at which a bad fortnight begins: people were ill and a price change went out. */
const BAD_FORTNIGHT = { from: 62, to: 48 } as const;
const FIRST_ID = 4_300_000_000;

/** Made-up tickets in the order of creation, the same for the same seed, end and count. */
export function* demoTickets(seed: number, endsAt: string, count: number): Generator<Ticket> {
  const end = parseWallTime(endsAt);
  if (end === null) throw new Error(`not a wall time: ${endsAt}`);
  const random = new Random(seed);
  let id = FIRST_ID;
  for (const created of creationTimes(random, end, count)) {
    id += random.between(1, 9);
    yield withDirt(random, ticket(random, id, created, end));
  }
}

function creationTimes(random: Random, end: WallSeconds, count: number): WallSeconds[] {
  const today = Math.floor(end / DAY_SECONDS);
  const days = Array.from({ length: DAYS }, (_, index) => today - DAYS + 1 + index);
  const weights = days.map((day) => [day, dayWeight(day, today)] as const);
  const total = weights.reduce((sum, [, weight]) => sum + weight, 0);
  return weights
    .flatMap(([day, weight]) =>
      Array.from({ length: Math.round((weight / total) * count) }, () => day * DAY_SECONDS + timeOfDay(random)),
    )
    .filter((time) => time <= end)
    .sort((a, b) => a - b);
}

/** Weekly rhythm, slow growth, more in winter, a wave in the bad fortnight. */
function dayWeight(day: number, today: number): number {
  // Day 0, 1970-01-01, was a Thursday.
  const weekday = WEEKDAY_WEIGHT[(((day + 3) % 7) + 7) % 7] ?? 0;
  const growth = 1 + (0.25 * (day - today + DAYS)) / DAYS;
  const season = 1 + 0.18 * Math.cos((2 * Math.PI * (day - 15)) / 365.25);
  return weekday * growth * season * (isBad(today - day) ? 1.35 : 1);
}

function isBad(daysAgo: number): boolean {
  return daysAgo <= BAD_FORTNIGHT.from && daysAgo > BAD_FORTNIGHT.to;
}

const HOURS = HOUR_WEIGHT.map((weight, hour) => [hour, weight] as const);

function timeOfDay(random: Random): number {
  return random.pick(HOURS) * 3600 + random.between(0, 3599);
}

const TOPIC_WEIGHTS = TOPICS.map((topic) => [topic, topic.weight] as const);
const PRIORITY_WEIGHTS = [
  ['low', 22],
  ['medium', 55],
  ['high', 18],
  ['urgent', 5],
] as const satisfies readonly (readonly [(typeof PRIORITIES)[number], number])[];
/** The chat grows at the cost of the phone. */
const channelWeights = (progress: number) =>
  [
    ['email', 44],
    ['phone', 30 - 14 * progress],
    ['portal', 14 + 4 * progress],
    ['chat', 4 + 12 * progress],
    ['letter', 4],
    ['walkIn', 2],
    ['system', 2],
  ] as const satisfies readonly (readonly [(typeof CHANNELS)[number], number])[];

/** Seconds in which half of the tickets of normal effort are closed. */
const MEDIAN_SECONDS = { urgent: 2.2 * 3600, high: 7 * 3600, medium: 17 * 3600, low: 36 * 3600 } as const;

function ticket(random: Random, id: number, created: WallSeconds, end: WallSeconds): Ticket {
  const daysAgo = (end - created) / DAY_SECONDS;
  const topic = random.pick(TOPIC_WEIGHTS);
  const subTopic = random.pick(topic.subTopics);
  const priority = random.pick(PRIORITY_WEIGHTS);
  const channel = random.pick(channelWeights(1 - daysAgo / DAYS));
  const slow = topic.effort * (isBad(Math.floor(daysAgo)) ? 2.6 : 1);
  const toClose = Math.max(40, Math.round(random.logNormal(MEDIAN_SECONDS[priority] * slow, 1.05)));
  const isClosed = created + toClose <= end && !random.chance(0.006);
  const closed = isClosed ? created + toClose : null;
  const due = created + DEADLINE_HOURS[priority] * 3600;
  const last = closed ?? Math.min(end, created + random.between(60, Math.max(61, toClose)));
  const lastCustomer = Math.round(created + (last - created) * random.next());
  const customer = `CU-${10_000 + Math.floor(random.next() ** 2 * 24_000)}`;
  const incoming = 1 + Math.floor(random.logNormal(0.6, 0.8));
  const agent =
    closed === null && random.chance(0.3)
      ? null
      : `${AGENTS[Math.floor(random.next() ** 1.3 * AGENTS.length)] ?? AGENTS[0]}@example.com`;
  const hasDeadline = channel !== 'system' && !random.chance(0.05);
  return {
    id,
    channel,
    direction:
      channel === 'system'
        ? 'internal'
        : random.pick([
            ['in', 93],
            ['out', 7],
          ]),
    status: closed === null ? openStatus(random) : 'closed',
    priority,
    contractId: random.chance(0.82) ? `C-${customer.slice(3)}-${random.between(1, 2)}` : null,
    customerId: customer,
    customerLegitimation: random.pick([
      [0, 2],
      [20, 3],
      [60, 3],
      [100, 5],
    ]),
    topic: topic.name,
    subTopic,
    allTags: [topic.name, subTopic, ...(random.chance(0.15) ? ['Follow-up'] : [])].join(', '),
    incomingMessages: incoming,
    outgoingMessages: closed === null ? Math.max(0, incoming - 1) : incoming,
    internalMessages: random.chance(0.3) ? random.between(1, 3) : 0,
    manualWorkEntries: random.chance(0.12) ? 1 : 0,
    createdAt: formatWallTime(created),
    closedAt: closed === null ? null : formatWallTime(closed),
    modifiedAt: formatWallTime(last),
    dueBy: hasDeadline ? formatWallTime(due) : null,
    lastMessageAt: formatWallTime(last),
    lastCustomerMessageAt: formatWallTime(lastCustomer),
    secondsSinceLastCustomerMessage: end - lastCustomer,
    secondsToClose: closed === null ? null : closed - created,
    secondsClosedAfterSLA: closed === null || !hasDeadline ? null : closed - due,
    email: agent,
    rawData: JSON.stringify({ id, subject: subTopic, channel, agent, customer, priority }),
  };
}

function openStatus(random: Random): string {
  return random.pick([
    ['open', 55],
    ['pending', 14],
    ['waitingOnCustomer', 18],
    ['waitingOnThirdParty', 7],
    ['resolved', 6],
  ]);
}

/** Real exports are never clean, so the demo is not either: about one row in a hundred. */
function withDirt(random: Random, clean: Ticket): Ticket {
  if (!random.chance(0.01)) return clean;
  switch (random.between(1, 5)) {
    case 1:
      return clean.closedAt === null ? clean : { ...clean, secondsToClose: -random.between(60, 7200) };
    case 2:
      return clean.closedAt === null ? { ...clean, status: 'closed' } : { ...clean, status: 'open' };
    case 3:
      return { ...clean, topic: null, subTopic: null, allTags: null };
    case 4:
      return { ...clean, priority: null, dueBy: null, secondsClosedAfterSLA: null };
    default:
      return clean.closedAt === null ? clean : { ...clean, secondsToClose: null };
  }
}
