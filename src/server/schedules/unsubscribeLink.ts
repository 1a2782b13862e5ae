import { timingSafeEqual } from 'node:crypto';
import { addressOf, queryStringOf } from '../../contract/endpoints/address';
import type { Language } from '../../contract/texts/language';
import type { RowKeys } from '../state/rowKeys';
import type { StateQuery } from '../state/stateStore';
import { findSchedule, type StoredSchedule } from './scheduleStore';

/** The link in a mail by which its reader gets no more of them, without signing in. */
export function unsubscribeLink(
  { keys, publicUrl }: { keys: RowKeys; publicUrl: string },
  scheduleId: string,
  userId: string,
  language: Language,
): string {
  const parameters = {
    schedule: scheduleId,
    recipient: keys.userTag(userId),
    signature: keys.unsubscribeTag(scheduleId, userId),
    lang: language,
  };
  return `${publicUrl}${addressOf('GET /unsubscribe')}?${queryStringOf({ parameters })}`;
}

export interface Subscription {
  schedule: StoredSchedule;
  recipient: { userId: string; email: string };
}

/** What a link is about; undefined for one that was not made here, or whose schedule or recipient is gone. */
export async function readUnsubscribeLink(
  store: StateQuery,
  keys: RowKeys,
  link: { schedule: string; recipient: string; signature: string },
): Promise<Subscription | undefined> {
  if (!UUID.test(link.schedule)) return undefined;
  const schedule = await findSchedule(store, keys, link.schedule);
  if (schedule === undefined || schedule.plan === null) return undefined;
  const recipient = schedule.plan.recipients.find(({ userId }) => keys.userTag(userId) === link.recipient);
  if (recipient === undefined) return undefined;
  const [given, right] = [link.signature, keys.unsubscribeTag(schedule.id, recipient.userId)].map((text) =>
    Buffer.from(text),
  );
  if (given === undefined || right === undefined || given.length !== right.length) return undefined;
  return timingSafeEqual(given, right) ? { schedule, recipient } : undefined;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
