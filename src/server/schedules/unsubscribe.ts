import type { UNSUBSCRIBED_FROM } from '../../contract/endpoints/scheduleEndpoints';
import { removeMails } from '../exports/jobs/outboxMails';
import type { StateQuery } from '../state/stateStore';
import { setUnsubscribed } from './readers';
import { withdrawRuns } from './runStore';
import type { ScheduleServices } from './scheduleServices';
import { addUnsubscribed, removeUnsubscribed, scheduleIdsOf } from './scheduleStore';
import type { Subscription } from './unsubscribeLink';

/**
 * Ends what a link is about for its reader, or takes that back. Whatever else its owner schedules from then on does not
 * come either: whoever wants no more of a report would else get it by another schedule.
 * @returns whether anything is another than it was.
 */
export async function unsubscribe(
  services: ScheduleServices,
  found: Subscription,
  from: (typeof UNSUBSCRIBED_FROM)[number],
): Promise<boolean> {
  const { state, now } = services;
  const { changed, withdrawn } = await state.transaction(async (transaction) => {
    if (from === 'nothing') return { changed: await takeBack(transaction, found), withdrawn: [] };
    const { ownerId, userId, schedule } = found;
    const isAll = from === 'owner' || schedule === undefined;
    const ids = isAll ? await scheduleIdsOf(transaction, ownerId) : [schedule.id];
    const isNew = await addUnsubscribed(transaction, ids, userId);
    const withdrawn = await withdrawRuns(transaction, ids, now(), (each) => each !== userId);
    const isNewOfOwner = await setUnsubscribed(transaction, found, now());
    return { changed: isNew || isNewOfOwner, withdrawn };
  });
  await removeMails(services, withdrawn);
  return changed;
}

async function takeBack(transaction: StateQuery, found: Subscription): Promise<boolean> {
  const { schedule, userId } = found;
  const isBack = schedule !== undefined && (await removeUnsubscribed(transaction, schedule.id, userId));
  return (await setUnsubscribed(transaction, found, null)) || isBack;
}
