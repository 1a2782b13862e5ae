import { timingSafeEqual } from 'node:crypto';
import { addressOf, queryStringOf } from '../../contract/endpoints/address';
import type { Language } from '../../contract/texts/language';
import { lastSignIn } from '../access/signIns';
import type { RowKeys } from '../state/rowKeys';
import { type Reader, readerOf, readerTag, unsubscribedFrom } from './readers';
import type { ScheduleServices } from './scheduleServices';
import { findSchedule, type StoredSchedule } from './scheduleStore';

/** The link in a mail by which its reader gets no more of them, without signing in. */
export function unsubscribeLink(
  { keys, publicUrl }: { keys: RowKeys; publicUrl: string },
  { id, ownerId }: Pick<StoredSchedule, 'id' | 'ownerId'>,
  userId: string,
  language: Language,
): string {
  const parameters = {
    schedule: id,
    recipient: keys.userTag(userId),
    signature: keys.unsubscribeTag(id, userId),
    reader: ownerId === userId ? undefined : readerTag(keys, { ownerId, userId }),
    lang: language,
  };
  return `${publicUrl}${addressOf('GET /unsubscribe')}?${queryStringOf({ parameters })}`;
}

/** What a link is about. */
export interface Subscription extends Reader {
  /** Undefined once it is gone, or no longer for them: then it is about all of its owner's. */
  schedule: StoredSchedule | undefined;
  email: string;
  owner: string;
  isUnsubscribed: boolean;
}

interface Link {
  schedule: string;
  recipient: string;
  signature: string;
  reader?: string | undefined;
}

/** Undefined for a link that was not made here, and for one of older versions whose schedule or recipient is gone. */
export async function readUnsubscribeLink(
  services: Pick<ScheduleServices, 'state' | 'keys'> & {
    sessions: Pick<ScheduleServices['sessions'], 'revocations'>;
  },
  link: Link,
): Promise<Subscription | undefined> {
  const { state, keys, sessions } = services;
  const found = await scheduleOf(services, link);
  if (found !== undefined) {
    const { schedule, recipient } = found;
    const { ownerId, owner, unsubscribed } = schedule;
    const { userId, email } = recipient;
    const isUnsubscribed = unsubscribed.includes(userId);
    return { ownerId, userId, schedule, email, owner: owner.name || owner.email, isUnsubscribed };
  }
  const reader = link.reader === undefined ? undefined : await readerOf(state, keys, link.reader);
  if (reader === undefined || !isSigned(keys, link, reader.userId)) return undefined;
  const knownUser = async (userId: string) => (await lastSignIn(state, keys, sessions.revocations, userId))?.user;
  const [owner, user] = [await knownUser(reader.ownerId), await knownUser(reader.userId)];
  const isUnsubscribed = (await unsubscribedFrom(state, reader.ownerId, [reader.userId])).length > 0;
  const ownerName = owner === undefined ? '?' : owner.name || owner.email;
  return { ...reader, schedule: undefined, email: user?.email ?? '?', owner: ownerName, isUnsubscribed };
}

async function scheduleOf({ state, keys }: Pick<ScheduleServices, 'state' | 'keys'>, link: Link) {
  if (!UUID.test(link.schedule)) return undefined;
  const schedule = await findSchedule(state, keys, link.schedule);
  if (schedule === undefined || schedule.plan === null) return undefined;
  const recipient = schedule.plan.recipients.find(({ userId }) => isSigned(keys, link, userId));
  return recipient === undefined ? undefined : { schedule, recipient };
}

/** Whether a link was made here for a user. */
function isSigned(keys: RowKeys, link: Link, userId: string): boolean {
  if (keys.userTag(userId) !== link.recipient) return false;
  const [given, right] = [Buffer.from(link.signature), Buffer.from(keys.unsubscribeTag(link.schedule, userId))];
  return given.length === right.length && timingSafeEqual(given, right);
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
