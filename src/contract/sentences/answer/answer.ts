import type { Filter } from '../../query/filters';
import type { Bucket } from '../../query/requests';
import type { ReportResponse } from '../../responses/reportResponse';
import { type BreachBase, breachRate, excessOf, isByChance, SMALL_N } from '../../sla';
import { formatGroup } from '../formatGroup';
import { pickBreached, pickGroup, pickOverdueBefore, pickState } from '../pickedFilters';
import { isMost, type Reason, reasonsOf } from './reasons';
import { standsOut } from './standsOut';
import { type Span, type Stretch, stretchOf, wholeSpan } from './stretch';

/**
 * What the figures say in sentences: how many are late, how that changed, why (or where, when nothing changed), since when,
 * and what waits. Each is a message by its id with the figures as parts, which a catalogue of a language puts into words.
 * A sentence whose figure is missing, or of fewer than 30 tickets, is not there.
 */

type Previous = NonNullable<ReportResponse['previous']>;

/** A figure or a name, not in words yet. */
export type Value =
  | { kind: 'share'; share: number }
  | { kind: 'count'; count: number }
  /** Tenths of a percentage point, with a sign where it says which way. */
  | { kind: 'points'; tenths: number; signed: boolean }
  /** `moved` where what counts is that there are more or fewer of its tickets. */
  | { kind: 'name'; name: string; moved?: Reason['moved'] }
  | { kind: 'periodBefore'; previous: Previous }
  /** `isNow` where tickets still come due: else what is told is over, and the moment says since when nothing may have come. */
  | { kind: 'asOf'; asOf: string; isNow: boolean }
  /** "since 5 Oct", "from 5 Oct to 18 Oct". */
  | ({ kind: 'span'; bucket: Bucket; asOf: string } & Span)
  | { kind: 'days'; days: number };

/** A part of a message; with filters it is a link to the tickets that it counts. */
export interface Part {
  value: Value;
  emphasis?: 'strong' | 'bad';
  pick?: readonly Filter[];
}

export type MessageId =
  | `rate.${BreachBase}.${'alone' | 'more' | 'less' | 'about' | 'same'}`
  | `reason.${'mostly' | 'partly'}.${'one' | 'two'}`
  | 'where'
  | `${'above' | 'below' | 'mostly'}${'' | '.back'}`
  | 'steady'
  | 'untold'
  | `earlier.${'one' | 'other'}`
  | `overdue.${'one' | 'other'}`
  | `overdueBefore.${'also' | 'alone'}`;

export interface Message {
  id: MessageId;
  parts: Readonly<Record<string, Part>>;
}

/** @param isFixed the moment was chosen: what is so at it is so then, not now. */
export function answerOf(report: ReportResponse, base: BreachBase, isFixed = false): Message[] {
  const stretch = stretchOf(report.overTime, base, report.asOf);
  const rate = rateMessage(report, base);
  const where = whereMessage(report, base);
  const reason = reasonMessage(report, base);
  const rest = [...untoldMessage(report, base), ...overdueMessage(report, isFixed), ...overdueBeforeMessage(report)];
  // What is over is no reason that lies in a value: it comes first, and what stands out in the place of reasons.
  if (stretch !== null && isChangeOf(stretch, report, base)) {
    return [...rate, ...stretchMessages(stretch, 'mostly', report), ...(where.length > 0 ? where : reason), ...rest];
  }
  const since = stretch === null ? steadyMessage(report, base) : stretchMessages(stretch, stretch.side, report);
  return [...rate, ...(reason.length > 0 ? reason : where), ...since, ...rest];
}

function rateMessage({ states, previous }: ReportResponse, base: BreachBase): Message[] {
  const { rate, of } = breachRate(states, base);
  if (rate === null || of < SMALL_N) return [];
  const parts = {
    rate: { value: { kind: 'share', share: rate }, emphasis: 'strong', pick: pickBreached(base) },
    n: countOf(of),
  } satisfies Message['parts'];
  const before = previous && breachRate(previous.states, base);
  if (previous === null || before === null || before.rate === null || before.of < SMALL_N) {
    return [{ id: `rate.${base}.alone`, parts }];
  }
  const tenths = Math.round((rate - before.rate) * 1000);
  const compared = { value: { kind: 'periodBefore', previous } } satisfies Part;
  if (tenths !== 0 && isByChance(breachRate(states, base), before)) {
    return [{ id: `rate.${base}.about`, parts: { ...parts, before: compared } }];
  }
  const points: Part = {
    value: { kind: 'points', tenths, signed: false },
    emphasis: tenths > 0 ? 'bad' : 'strong',
  };
  const direction = tenths === 0 ? 'same' : tenths > 0 ? 'more' : 'less';
  return [
    {
      id: `rate.${base}.${direction}`,
      parts: { ...parts, points, before: compared },
    },
  ];
}

/** The one or two values that moved the rate most in the direction in which it went. */
function reasonMessage({ why, groups }: ReportResponse, base: BreachBase): Message[] {
  const found = why[base];
  const by = found?.by.find(({ key }) => key === groups.by) ?? found?.by[0];
  if (found === null || by === undefined) return [];
  const reasons = reasonsOf(found, by);
  const [first, second] = reasons;
  if (first === undefined) return [];
  const how = isMost(found, reasons) ? 'mostly' : 'partly';
  const name = ({ value, moved }: Reason): Part => ({
    value: { kind: 'name', name: formatGroup(by.key, value), moved },
    pick: pickGroup(by.key, value),
  });
  const signed = ({ tenths }: Reason): Part => ({ value: { kind: 'points', tenths, signed: true } });
  const one = { first: name(first), firstPoints: signed(first) };
  if (second === undefined) return [{ id: `reason.${how}.one`, parts: one }];
  return [{ id: `reason.${how}.two`, parts: { ...one, second: name(second), secondPoints: signed(second) } }];
}

/** The value with the most tickets late beyond the rate of all, where that is more than chance makes the worst of them. */
function whereMessage({ groups, states }: ReportResponse, base: BreachBase): Message[] {
  const all = breachRate(states, base);
  const compared = groups.rows
    .map(({ value, states: each }) => ({
      value,
      ...breachRate(each, base),
      excess: excessOf(each, base, all.rate) ?? 0,
    }))
    .filter(({ of }) => isEnough(of) && isEnough(all.of - of));
  // Of values that are not shown no more can have as many tickets.
  const hidden = groups.other === null ? 0 : Math.floor(breachRate(groups.other.states, base).of / SMALL_N);
  const count = compared.length + Math.min(hidden, groups.other?.values ?? 0);
  const [first] = compared
    .filter((row) => row.excess > 0 && standsOut(row, all, count))
    .sort((one, other) => other.excess - one.excess);
  if (first === undefined || first.rate === null) return [];
  const pick = pickGroup(groups.by, first.value);
  const name: Part = { value: { kind: 'name', name: formatGroup(groups.by, first.value) }, pick };
  const share: Part = { value: { kind: 'share', share: first.rate } };
  return [{ id: 'where', parts: { name, share, n: countOf(first.of) } }];
}

function isEnough(n: number): boolean {
  return n >= SMALL_N;
}

/** Whether a stretch that is over makes at least half of a change beyond chance: its tickets late beyond the rate before. */
function isChangeOf({ when, counted, side }: Stretch, { states, previous }: ReportResponse, base: BreachBase): boolean {
  const [now, before] = [breachRate(states, base), previous && breachRate(previous.states, base)];
  if (when.end === null || !before || !isEnough(Math.min(now.of, before.of)) || isByChance(now, before)) return false;
  const beyond = (some: typeof counted) => (some.breached - (before.rate ?? 0) * some.of) * (side === 'above' ? 1 : -1);
  return beyond(now) > 0 && 2 * beyond(counted) >= beyond(now);
}

/** The rate is that of now where it is known: since it is back at normal, or all along. */
function stretchMessages(
  { when, counted, pick, back, earlier }: Stretch,
  said: Stretch['side'] | 'mostly',
  report: ReportResponse,
): Message[] {
  const { breached, of } = back?.counted ?? counted;
  const parts = {
    when: { ...spanned(when, report), pick },
    since: spanned(back ?? when, report),
    rate: { value: { kind: 'share', share: breached / of } },
  } satisfies Message['parts'];
  const message: Message = { id: `${said}${back === null ? '' : '.back'}`, parts };
  if (earlier === 0) return [message];
  return [message, { id: earlier === 1 ? 'earlier.one' : 'earlier.other', parts: { n: countOf(earlier) } }];
}

/** That nothing stands out, and of which time that can be told. */
function steadyMessage(report: ReportResponse, base: BreachBase): Message[] {
  const span = report.overTime.signals[base] && wholeSpan(report.overTime, report.asOf);
  return span === null ? [] : [{ id: 'steady', parts: { since: spanned(span, report) } }];
}

/** That the period is too short to tell since when, and which one would. */
export function untoldMessage({ overTime: { signals, longer }, states }: ReportResponse, base: BreachBase): Message[] {
  const { breached, of } = breachRate(states, base);
  if (signals[base] !== null || longer === null || !isEnough(of) || breached === 0) return [];
  const { days, from, to } = longer;
  const pick: Filter[] = [{ key: 'createdAt', comparator: 'between', from, to }];
  return [{ id: 'untold', parts: { longer: { value: { kind: 'days', days }, pick } } }];
}

function spanned(span: Span, { overTime: { bucket }, asOf }: ReportResponse): Part {
  return { value: { kind: 'span', bucket, asOf, ...span } };
}

/** A count of what waits for somebody is no estimate: it is said however small. */
function overdueMessage({ states: { breachedOpen }, overTime, asOf }: ReportResponse, isFixed: boolean): Message[] {
  const { buckets, oldestOverdue: start } = overTime;
  if (breachedOpen === 0 || start === null) return [];
  const overdue: Part = { ...countOf(breachedOpen), emphasis: 'bad', pick: pickState('breachedOpen') };
  const when: Part = { value: { kind: 'asOf', asOf, isNow: !isFixed && buckets.some(({ end }) => end > asOf) } };
  const since: Part = { value: { kind: 'span', bucket: 'day', start, end: null, asOf } };
  return [{ id: breachedOpen === 1 ? 'overdue.one' : 'overdue.other', parts: { overdue, when, since } }];
}

/** Whoever looks at a month is told of what has waited for longer. */
function overdueBeforeMessage({ states, backlog: { overdueBefore } }: ReportResponse): Message[] {
  if (overdueBefore === null || overdueBefore.count === 0) return [];
  const { count, createdBefore } = overdueBefore;
  const overdue: Part = { ...countOf(count), emphasis: 'bad', pick: pickOverdueBefore(createdBefore) };
  return [{ id: states.breachedOpen > 0 ? 'overdueBefore.also' : 'overdueBefore.alone', parts: { overdue } }];
}

function countOf(value: number): Part {
  return { value: { kind: 'count', count: value } };
}
