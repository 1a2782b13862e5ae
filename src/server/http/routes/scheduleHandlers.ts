import type { Context } from 'hono';
import { z } from 'zod';
import type { SCHEDULE_ENDPOINTS } from '../../../contract/endpoints/scheduleEndpoints';
import type { Schedule } from '../../../contract/responses/schedules';
import { closestLanguage } from '../../../contract/texts/language';
import type { SignedInPrincipal } from '../../access/principal';
import { ownerOf, userOf } from '../../access/principal';
import { tokenIdOf } from '../../access/session';
import { recordProof } from '../../access/signIns';
import type { Backend } from '../../backend';
import { eventLoopTurn } from '../../process/eventLoopTurn';
import { addSchedule, changeSchedule, deleteSchedule, noSuchSchedule, runNow } from '../../schedules/changeSchedule';
import { namedSchedule, type StoredSchedule } from '../../schedules/scheduleStore';
import { listSchedules, showSchedule } from '../../schedules/showSchedule';
import { unsubscribe } from '../../schedules/unsubscribe';
import { readUnsubscribeLink } from '../../schedules/unsubscribeLink';
import { unsubscribePage } from '../../schedules/unsubscribePage';
import { actorOf } from '../call/auditing';
import { clientOf } from '../call/clientOf';
import { accepted, type BaseCall, created, type HandlersOf, NO_CONTENT, ok } from '../call/handler';
import { languageOf } from '../call/languageOf';

export const scheduleHandlers: HandlersOf<typeof SCHEDULE_ENDPOINTS> = {
  async 'GET /schedules'({ backend, principal }) {
    const turn = () => eventLoopTurn(ownerOf(principal));
    return ok({ schedules: await listSchedules(backend, principal, turn) });
  },

  async 'POST /schedules'(call) {
    const schedule = await addSchedule(call.backend, call.principal, call.body);
    await noteSaved(call, schedule);
    return created(await shown(call, schedule));
  },

  async 'PATCH /schedules/{id}'(call) {
    const schedule = await changeSchedule(call.backend, call.principal, scheduleId(call.path), call.body);
    await noteSaved(call, schedule);
    return ok(await shown(call, schedule));
  },

  async 'DELETE /schedules/{id}'(call) {
    const removed = await deleteSchedule(call.backend, call.principal, scheduleId(call.path));
    const detail = `the schedule ${namedSchedule(removed)}`;
    call.backend.audit.note({ kind: 'scheduleRemoved', ...actorOf(call), detail });
    return NO_CONTENT;
  },

  async 'POST /schedules/{id}/run'(call) {
    const schedule = await runNow(call.backend, call.principal, scheduleId(call.path));
    call.backend.schedules.wake();
    return accepted(await shown(call, schedule));
  },

  async 'GET /unsubscribe'({ backend, parameters, context }) {
    const found = await readUnsubscribeLink(backend, parameters);
    return page(context, unsubscribePage(closestLanguage([parameters.lang ?? 'en']), parameters, found));
  },

  async 'POST /unsubscribe'({ backend, parameters: { from = 'schedule', ...link }, context }) {
    const found = await readUnsubscribeLink(backend, link);
    const note = backend.audit.ofLink(link.signature);
    if (found !== undefined && (await unsubscribe(backend, found, from))) {
      const { userId, email: userEmail, schedule, owner } = found;
      const ofWhom = schedule?.owner.email ?? owner;
      const isAll = from === 'owner' || schedule === undefined;
      const what = isAll ? `all schedules of ${ofWhom}` : `the schedule ${namedSchedule(schedule)} of ${ofWhom}`;
      const detail = from === 'nothing' ? `again to ${what}` : what;
      const client = clientOf(context, backend.config.trustedProxies);
      note({ kind: 'unsubscribed', userId, userEmail, level: null, ...client, detail });
    }
    return page(context, unsubscribePage(closestLanguage([link.lang ?? 'en']), link, found, from));
  },
};

interface OwnCall extends BaseCall {
  backend: Backend;
  principal: SignedInPrincipal;
}

/** Whoever asks for mails has just proven who they are: their rights count from now. */
async function noteSaved(call: OwnCall, schedule: StoredSchedule): Promise<void> {
  const { backend, context, principal } = call;
  const { state, keys, audit, sessions, now } = backend;
  const tokenId = await tokenIdOf(context, sessions);
  await recordProof(state, keys, { user: userOf(principal), tokenId, language: languageOf(context) }, now());
  const { delivery, recipients } = schedule.plan;
  const to = recipients.map(({ email }) => email).join(', ');
  const detail = `${delivery.kind} to ${to}: the schedule ${namedSchedule(schedule)}`;
  audit.note({ kind: 'scheduleSaved', ...actorOf(call), detail });
}

function shown({ backend, principal }: OwnCall, schedule: StoredSchedule): Promise<Schedule> {
  return showSchedule(backend, schedule, principal);
}

function page(context: Context, html: string): Response {
  context.header('Content-Type', 'text/html; charset=utf-8');
  return context.body(html);
}

function scheduleId({ id }: { readonly id: string }): string {
  const read = z.uuid().safeParse(id);
  if (!read.success) throw noSuchSchedule();
  return read.data;
}
