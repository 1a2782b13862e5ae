import { describe, expect, test } from 'vitest';
import type { StoredColumnId, Ticket } from '../../contract/columns/columns';
import { recordOf } from '../../contract/recordOf';
import { breachRate, SLA_STATES, type SlaCounts } from '../../contract/sla';
import { DAY_SECONDS, HOUR_SECONDS } from '../../contract/time/units';
import { parseWallTime } from '../../contract/time/wallTime';
import { dataChecksOf, slaStateOf } from '../../testing/matchFilters';
import { GERMAN_SUBJECTS, TOPICS } from './catalogue';
import { demoTickets } from './demoTickets';

const NOW = '2026-11-23 14:00:00';
const tickets = [...demoTickets(1, NOW, 30_000)];

const secondsOf = (ticket: Ticket, id: StoredColumnId) => parseWallTime(String(ticket[id])) ?? Number.NaN;
const daysAgo = (ticket: Ticket, id: StoredColumnId) =>
  ((parseWallTime(NOW) ?? 0) - secondsOf(ticket, id)) / DAY_SECONDS;
const share = (part: readonly Ticket[], matches: (ticket: Ticket) => boolean) =>
  part.filter(matches).length / part.length;

function headlineRate(part: readonly Ticket[]): number {
  const counts: SlaCounts = recordOf(SLA_STATES, () => 0);
  for (const ticket of part) counts[slaStateOf(ticket, NOW)] += 1;
  return breachRate(counts).rate ?? Number.NaN;
}

describe('demo tickets', () => {
  test('are the same for the same seed and end, and others for another seed', () => {
    expect([...demoTickets(1, NOW, 1000)]).toEqual([...demoTickets(1, NOW, 1000)]);
    expect([...demoTickets(1, NOW, 1000)]).not.toEqual([...demoTickets(2, NOW, 1000)]);
  });

  test('are about as many as wanted, each with an id of its own, in the order of creation', () => {
    expect(Math.abs(tickets.length - 30_000)).toBeLessThan(300);
    expect(new Set(tickets.map(({ id }) => id)).size).toBe(tickets.length);
    const created = tickets.map(({ createdAt }) => String(createdAt));
    expect(created).toEqual([...created].sort());
  });

  test('span a year and a half up to now, and nothing but deadlines lies beyond', () => {
    const [first, last] = [tickets[0], tickets.at(-1)];
    if (first === undefined || last === undefined) throw new Error('no tickets');
    expect(daysAgo(first, 'createdAt')).toBeGreaterThan(540);
    expect(daysAgo(last, 'createdAt')).toBeLessThan(0.2);
    for (const id of ['createdAt', 'closedAt', 'modifiedAt', 'lastMessageAt', 'lastCustomerMessageAt'] as const) {
      expect(share(tickets, (ticket) => ticket[id] !== null && String(ticket[id]) > NOW)).toBe(0);
    }
  });

  test('follow the week and the day', () => {
    const weekday = (ticket: Ticket) => new Date(secondsOf(ticket, 'createdAt') * 1000).getUTCDay();
    const hour = (ticket: Ticket) => Number(String(ticket.createdAt).slice(11, 13));
    expect(share(tickets, (ticket) => [0, 6].includes(weekday(ticket)))).toBeLessThan(0.12);
    expect(share(tickets, (ticket) => weekday(ticket) === 1)).toBeGreaterThan(0.18);
    expect(share(tickets, (ticket) => hour(ticket) >= 8 && hour(ticket) < 18)).toBeGreaterThan(0.7);
  });

  test('drift from phone to chat', () => {
    const third = Math.floor(tickets.length / 3);
    const chats = (part: readonly Ticket[]) => share(part, ({ channel }) => channel === 'chat');
    expect(chats(tickets.slice(-third))).toBeGreaterThan(1.5 * chats(tickets.slice(0, third)));
  });

  test('breach at a believable rate, three times as often in one fortnight', () => {
    const usual = tickets.filter((ticket) => daysAgo(ticket, 'createdAt') > 80);
    const bad = tickets.filter((ticket) => daysAgo(ticket, 'createdAt') < 61 && daysAgo(ticket, 'createdAt') > 49);
    expect(headlineRate(usual)).toBeGreaterThan(0.08);
    expect(headlineRate(usual)).toBeLessThan(0.16);
    expect(headlineRate(bad)).toBeGreaterThan(2.5 * headlineRate(usual));
  });

  test('take long at times: the mean time to close lies far above the median', () => {
    const times = tickets.flatMap(({ secondsToClose }) => (Number(secondsToClose) > 0 ? [Number(secondsToClose)] : []));
    const median = times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
    const mean = times.reduce((sum, each) => sum + each, 0) / times.length;
    expect(median).toBeGreaterThan(8 * HOUR_SECONDS);
    expect(mean).toBeGreaterThan(1.6 * median);
  });

  test('some are not closed, some of those overdue, most of those recent', () => {
    const open = tickets.filter(({ closedAt }) => closedAt === null);
    expect(open.length / tickets.length).toBeGreaterThan(0.004);
    expect(open.length / tickets.length).toBeLessThan(0.02);
    expect(share(open, (ticket) => slaStateOf(ticket, NOW) === 'breachedOpen')).toBeGreaterThan(0.2);
    expect(share(open, (ticket) => daysAgo(ticket, 'createdAt') < 30)).toBeGreaterThan(0.6);
  });

  test('agree with themselves but for the odd dirty one', () => {
    const failed = tickets.flatMap((ticket) =>
      dataChecksOf(ticket, { time: NOW, timeZone: 'UTC', hidesLaterClosings: false }).filter(
        (check) => check !== 'noDeadline',
      ),
    );
    expect(failed.length / tickets.length).toBeLessThan(0.01);
    for (const check of ['closeTimeContradicts', 'closedWithoutClosedAt', 'closedAtWithoutClosed']) {
      expect(failed).toContain(check);
    }
    expect(tickets.some(({ secondsToClose }) => Number(secondsToClose) < 0)).toBe(true);
    expect(tickets.some(({ topic }) => topic === null)).toBe(true);
  });

  test('have fourteen agents, topics with sub-topics, and rawData that is JSON', () => {
    const agents = new Set(tickets.map(({ email }) => email).filter((email) => email !== null));
    expect(agents.size).toBe(14);
    for (const agent of agents) expect(agent).toMatch(/^[a-z]+\.[a-z]+@example\.com$/);
    expect(new Set(tickets.map(({ topic }) => topic)).size).toBeGreaterThan(8);
    for (const { id, rawData } of tickets.slice(0, 100)) expect(JSON.parse(String(rawData))).toMatchObject({ id });
  });

  test('have subjects in both languages, a German one for every sub-topic', () => {
    const subjects = new Set(
      tickets.map(({ rawData }) => (JSON.parse(String(rawData)) as { subject: string }).subject),
    );
    for (const { subTopics } of TOPICS) {
      for (const [name] of subTopics) {
        expect(subjects).toContain(name);
        expect(subjects).toContain(GERMAN_SUBJECTS[name]);
      }
    }
  });
});
