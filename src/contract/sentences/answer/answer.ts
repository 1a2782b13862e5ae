import type { Filter } from '../../query/filters';
import type { Bucket } from '../../query/requests';
import type { ReportResponse } from '../../responses/reportResponse';
import { type BreachBase, breachRate, excessOf, isByChance, SMALL_N } from '../../sla';
import { formatGroup } from '../formatGroup';
import { pickBreached, pickGroup, pickState } from '../pickedFilters';
import { isMost, type Reason, reasonsOf } from './reasons';
import { standsOut } from './standsOut';
import { stretchOf } from './stretch';

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
  | { kind: 'bucketStart'; bucket: Bucket; start: string; asOf: string }
  /** `end` is exclusive. */
  | { kind: 'buckets'; bucket: Bucket; start: string; end: string; asOf: string };

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
  | `${'above' | 'below'}.${'since' | 'until' | 'during'}`
  | `earlier.${'one' | 'other'}`
  | `overdue.${'one' | 'other'}`;

export interface Message {
  id: MessageId;
  parts: Readonly<Record<string, Part>>;
}

/** @param isFixed the moment was chosen: what is so at it is so then, not now. */
export function answerOf(report: ReportResponse, base: BreachBase, isFixed = false): Message[] {
  const reason = reasonMessage(report, base);
  return [
    ...rateMessage(report, base),
    ...(reason.length > 0 ? reason : whereMessage(report, base)),
    ...sinceMessage(report, base),
    ...overdueMessage(report, isFixed),
  ];
}

function rateMessage({ states, previous }: ReportResponse, base: BreachBase): Message[] {
  const { rate, of } = breachRate(states, base);
  if (rate === null || of < SMALL_N) return [];
  const parts = {
    rate: { value: { kind: 'share', share: rate }, emphasis: 'strong', pick: pickBreached(base) },
    n: counted(of),
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
  return [{ id: 'where', parts: { name, share, n: counted(first.of) } }];
}

function isEnough(n: number): boolean {
  return n >= SMALL_N;
}

function sinceMessage({ overTime, asOf }: ReportResponse, base: BreachBase): Message[] {
  const stretch = stretchOf(overTime, base, asOf);
  if (stretch === null) return [];
  const { bucket } = overTime;
  const { side, until, start, end, pick, normalFrom, earlier } = stretch;
  const from = (bucketStart: string): Value => ({ kind: 'bucketStart', bucket, start: bucketStart, asOf });
  const when: Part = { value: until === 'now' ? from(start) : { kind: 'buckets', bucket, start, end, asOf }, pick };
  const parts = { when, ...(normalFrom === null ? {} : { since: { value: from(normalFrom) } }) };
  const said: Message = { id: `${side}.${SAID_UNTIL[until]}`, parts };
  if (earlier === 0) return [said];
  return [said, { id: earlier === 1 ? 'earlier.one' : 'earlier.other', parts: { n: counted(earlier) } }];
}

const SAID_UNTIL = { now: 'since', normal: 'until', unknown: 'during' } as const;

/** A count of what waits for somebody is no estimate: it is said however small. */
function overdueMessage({ states: { breachedOpen }, overTime, asOf }: ReportResponse, isFixed: boolean): Message[] {
  const { buckets, oldestOverdue: start } = overTime;
  if (breachedOpen === 0 || start === null) return [];
  const overdue: Part = { ...counted(breachedOpen), emphasis: 'bad', pick: pickState('breachedOpen') };
  const when: Part = { value: { kind: 'asOf', asOf, isNow: !isFixed && buckets.some(({ end }) => end > asOf) } };
  const since: Part = { value: { kind: 'bucketStart', bucket: 'day', start, asOf } };
  return [{ id: breachedOpen === 1 ? 'overdue.one' : 'overdue.other', parts: { overdue, when, since } }];
}

function counted(value: number): Part {
  return { value: { kind: 'count', count: value } };
}
