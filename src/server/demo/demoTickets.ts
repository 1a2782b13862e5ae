import type { CHANNELS, PRIORITIES, Ticket } from '../../contract/columns/columns';
import { DAY_SECONDS, HOUR_SECONDS } from '../../contract/time/units';
import { formatWallTime, parseWallTime, type WallSeconds } from '../../contract/time/wallTime';
import { AGENTS, DEADLINE_HOURS, GERMAN_SUBJECTS, TOPICS } from './catalogue';
import { creationTimes, DAYS, isBadDay } from './creationTimes';
import { Random } from './random';
import { withInconsistencies } from './withInconsistencies';

const FIRST_ID = 4_300_000_000;

/** Random tickets in the order of creation, the same for the same seed, end (wall time) and count. */
export function* demoTickets(seed: number, endsAt: string, count: number): Generator<Ticket> {
  const end = parseWallTime(endsAt);
  if (end === null) throw new Error(`not a wall time: ${endsAt}`);
  const random = new Random(seed);
  let id = FIRST_ID;
  for (const created of creationTimes(random, end, count)) {
    id += random.between(1, 9);
    yield withInconsistencies(random, ticket(random, id, created, end));
  }
}

const TOPIC_WEIGHTS = TOPICS.map((topic) => [topic, topic.weight] as const);

const PRIORITY_WEIGHTS = [
  ['low', 22],
  ['medium', 55],
  ['high', 18],
  ['urgent', 5],
] as const satisfies readonly (readonly [(typeof PRIORITIES)[number], number])[];

/** The chat grows at the cost of the phone. @param progress 0 at the beginning, 1 at the end. */
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

type Priority = (typeof PRIORITY_WEIGHTS)[number][0];
type Channel = ReturnType<typeof channelWeights>[number][0];

/** Seconds in which half of the tickets of normal effort are closed. */
const MEDIAN_SECONDS = {
  urgent: 2.2 * HOUR_SECONDS,
  high: 7 * HOUR_SECONDS,
  medium: 17 * HOUR_SECONDS,
  low: 36 * HOUR_SECONDS,
} as const;

function ticket(random: Random, id: number, created: WallSeconds, end: WallSeconds): Ticket {
  const daysAgo = (end - created) / DAY_SECONDS;
  const topic = random.pick(TOPIC_WEIGHTS);
  const subTopic = random.pick(topic.subTopics);
  const priority = random.pick(PRIORITY_WEIGHTS);
  const channel = random.pick(channelWeights(1 - daysAgo / DAYS));
  const agent = Math.floor(random.next() ** 1.3 * AGENTS.length);
  const effort = topic.effort * paceOf(agent) * (isBadDay(Math.floor(daysAgo)) ? 2.6 : 1);
  const toClose = Math.max(40, Math.round(random.logNormal(MEDIAN_SECONDS[priority] * effort, 1.05)));
  const isClosed = created + toClose <= end && !isForgotten(random, daysAgo);
  const closed = isClosed ? created + toClose : null;
  const isAssigned = isClosed || random.chance(0.7);
  const email = isAssigned ? `${AGENTS[agent] ?? AGENTS[0]}@example.com` : null;
  const customer = channel === 'system' ? null : customerNumber(random);
  return {
    id,
    channel,
    direction: channel === 'system' ? 'internal' : random.chance(0.07) ? 'out' : 'in',
    status: isClosed ? 'closed' : openStatus(random),
    priority,
    contractId: customer !== null && random.chance(0.82) ? `C-${customer}-${random.between(1, 2)}` : null,
    customerId: customer === null ? null : `CU-${customer}`,
    customerLegitimation: customer === null ? null : legitimation(random),
    topic: topic.name,
    subTopic,
    allTags: [topic.name, subTopic, ...(random.chance(0.15) ? ['Follow-up'] : [])].join(', '),
    ...messageCounts(random, isClosed, customer !== null),
    createdAt: formatWallTime(created),
    ...messageTimes(random, created, closed, toClose, end, customer !== null),
    ...deadline(random, channel, priority, created, closed),
    closedAt: closed === null ? null : formatWallTime(closed),
    secondsToClose: closed === null ? null : toClose,
    email,
    rawData: JSON.stringify({ id, subject: subjectOf(id, subTopic), channel, agent: email, customer, priority }),
  };
}

/** Two in three are German. Decided by the id, so that nothing else of the tickets depends on it. */
function subjectOf(id: number, subTopic: string): string {
  return (id % 3 === 0 ? undefined : GERMAN_SUBJECTS[subTopic]) ?? subTopic;
}

/** A factor from 0.75 to 1.35 on an agent's time to close, in no order. */
function paceOf(agent: number): number {
  return 0.75 + (((agent * 5) % AGENTS.length) / (AGENTS.length - 1)) * 0.6;
}

/** Whether a ticket is still open because it was forgotten, less likely for old ones. */
function isForgotten(random: Random, daysAgo: number): boolean {
  return random.chance(0.0006 + 0.02 * Math.exp(-daysAgo / 30));
}

/** Skewed, so that a few customers have many tickets. */
function customerNumber(random: Random): number {
  return 10_000 + Math.floor(random.next() ** 2 * 24_000);
}

function legitimation(random: Random): number {
  return random.pick([
    [0, 2],
    [20, 3],
    [60, 3],
    [100, 5],
  ]);
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

function messageCounts(random: Random, isClosed: boolean, hasCustomer: boolean) {
  const incoming = hasCustomer ? 1 + Math.floor(random.logNormal(0.6, 0.8)) : 0;
  return {
    incomingMessages: incoming,
    outgoingMessages: isClosed ? incoming : Math.max(0, incoming - 1),
    internalMessages: random.chance(0.3) ? random.between(1, 3) : 0,
    manualWorkEntries: random.chance(0.12) ? 1 : 0,
  };
}

function messageTimes(
  random: Random,
  created: WallSeconds,
  closed: WallSeconds | null,
  toClose: number,
  end: WallSeconds,
  hasCustomer: boolean,
) {
  const last = closed ?? Math.min(end, created + random.between(60, Math.max(61, toClose)));
  const lastCustomer = Math.round(created + (last - created) * random.next());
  return {
    modifiedAt: formatWallTime(last),
    lastMessageAt: formatWallTime(last),
    lastCustomerMessageAt: hasCustomer ? formatWallTime(lastCustomer) : null,
    secondsSinceLastCustomerMessage: hasCustomer ? end - lastCustomer : null,
  };
}

function deadline(
  random: Random,
  channel: Channel,
  priority: Priority,
  created: WallSeconds,
  closed: WallSeconds | null,
) {
  if (channel === 'system' || random.chance(0.05)) return { dueBy: null, secondsClosedAfterSLA: null };
  const due = created + DEADLINE_HOURS[priority] * HOUR_SECONDS;
  return { dueBy: formatWallTime(due), secondsClosedAfterSLA: closed === null ? null : closed - due };
}
