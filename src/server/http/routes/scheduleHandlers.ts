import type { Context } from 'hono';
import { z } from 'zod';
import type { SCHEDULE_ENDPOINTS } from '../../../contract/endpoints/scheduleEndpoints';
import type { Schedule } from '../../../contract/responses/schedules';
import { closestLanguage } from '../../../contract/texts/language';
import type { SignedInPrincipal } from '../../access/principal';
import { userOf } from '../../access/principal';
import { tokenIdOf } from '../../access/session';
import { recordProof } from '../../access/signIns';
import type { Backend } from '../../backend';
import {
  addSchedule,
  changeSchedule,
  deleteSchedule,
  listSchedules,
  noSuchSchedule,
  runNow,
} from '../../schedules/changeSchedule';
import { lastRunsOf } from '../../schedules/runStore';
import { type StoredSchedule, unsubscribe } from '../../schedules/scheduleStore';
import { toSchedule } from '../../schedules/showSchedule';
import { readUnsubscribeLink } from '../../schedules/unsubscribeLink';
import { unsubscribePage } from '../../schedules/unsubscribePage';
import { actorOf } from '../call/auditing';
import { clientOf } from '../call/clientOf';
import { accepted, type BaseCall, created, type HandlersOf, NO_CONTENT, ok } from '../call/handler';
import { languageOf } from '../call/languageOf';

export const scheduleHandlers: HandlersOf<typeof SCHEDULE_ENDPOINTS> = {
  async 'GET /schedules'({ backend, principal }) {
    return ok({ schedules: await listSchedules(backend, principal) });
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
    await deleteSchedule(call.backend, call.principal, scheduleId(call.path));
    call.backend.audit.note({ kind: 'scheduleRemoved', ...actorOf(call), detail: `the schedule ${call.path.id}` });
    return NO_CONTENT;
  },

  async 'POST /schedules/{id}/run'(call) {
    const schedule = await runNow(call.backend, call.principal, scheduleId(call.path));
    call.backend.schedules.wake();
    return accepted(await shown(call, schedule));
  },

  async 'GET /unsubscribe'({ backend, parameters, context }) {
    const found = await readUnsubscribeLink(backend.state, backend.keys, parameters);
    return page(context, unsubscribePage(closestLanguage([parameters.lang ?? 'en']), found, false));
  },

  async 'POST /unsubscribe'({ backend, parameters, context }) {
    const { state, keys, config, audit } = backend;
    const found = await readUnsubscribeLink(state, keys, parameters);
    if (found !== undefined && (await unsubscribe(state, found.schedule.id, found.recipient.userId))) {
      const { userId, email: userEmail } = found.recipient;
      const detail = `the schedule ${found.schedule.id} of ${found.schedule.owner.email}`;
      audit.note({
        kind: 'unsubscribed',
        userId,
        userEmail,
        level: null,
        ...clientOf(context, config.trustedProxies),
        detail,
      });
    }
    return page(context, unsubscribePage(closestLanguage([parameters.lang ?? 'en']), found, true));
  },
};

interface OwnCall extends BaseCall {
  backend: Backend;
  principal: SignedInPrincipal;
}

/** Whoever asks for mails has just proven who they are: their rights count from now. */
async function noteSaved(call: OwnCall, { id, plan }: StoredSchedule): Promise<void> {
  const { backend, context, principal } = call;
  const { state, keys, audit, sessions, now } = backend;
  const tokenId = await tokenIdOf(context, sessions);
  await recordProof(state, keys, { user: userOf(principal), tokenId, language: languageOf(context) }, now());
  const to = plan.recipients.map(({ email }) => email).join(', ');
  audit.note({ kind: 'scheduleSaved', ...actorOf(call), detail: `${plan.delivery.kind} to ${to}: the schedule ${id}` });
}

async function shown({ backend, principal }: OwnCall, schedule: StoredSchedule): Promise<Schedule> {
  return toSchedule(backend, schedule, principal, await lastRunsOf(backend.state, [schedule.id]));
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
