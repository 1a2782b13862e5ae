import { ApiError } from '../../contract/errors';
import { LONG_LINK } from '../../contract/query/links';
import { resolveExportRequest } from '../../contract/query/requests';
import type { ReportResponse } from '../../contract/responses/reportResponse';
import type { Delivery } from '../../contract/responses/schedules';
import { describeHours } from '../../contract/sentences/describeHours';
import { describeQuery } from '../../contract/sentences/describeQuery';
import { figureName, formatFigure } from '../../contract/sentences/describeSchedule';
import { say } from '../../contract/texts/texts';
import { DAY_SECONDS } from '../../contract/time/units';
import { parseWallTime, wallTimeIn } from '../../contract/time/wallTime';
import { ownerOf } from '../access/principal';
import { auditedQuery } from '../audit/auditedQuery';
import { NO_ORIGIN } from '../audit/newEntry';
import { figureSheets, figuresWorkbook } from '../exports/figures/figureFiles';
import { figureTables } from '../exports/figures/figureTables';
import { fileName } from '../exports/files/exportFile';
import { cancelJobs } from '../exports/jobs/jobStore';
import { readReport } from '../tickets/report/report';
import { countRows } from '../tickets/rows';
import { storeLink } from '../views/linkStore';
import { type Asked, isAskedFor } from './asked';
import { addressed, type Delivering, end, send } from './delivering';
import { alertWords, figureOf, mainFigures, sentenceOf } from './figures';
import { inLanguage } from './inLanguage';
import { removeScheduleMails } from './outbox';
import { keepReader } from './readers';
import { refuse } from './refuse';
import { handRun } from './runLeases';
import { endedBefore, findRun, NOT_ASKED } from './runStore';
import { type Content, reportMail, subjectOf } from './scheduleMail';
import type { ScheduleServices } from './scheduleServices';
import { findSchedule, namedSchedule, type StoredSchedule } from './scheduleStore';
import { type Decision, whoGets } from './whoGets';

type Allowed = Extract<Decision, { asked: Asked }>;

/** Makes and sends one mail, and records what came of it. @throws what is tried again. */
export async function deliver(delivering: Delivering): Promise<void> {
  const { services, run } = delivering;
  const { state, keys, audit } = services;
  const schedule = await findSchedule(state, keys, run.schedule_id);
  if (!isAskedFor(schedule, run.user_id)) return void (await end(delivering, { state: 'skipped', error: NOT_ASKED }));
  const { ownerId } = schedule;
  audit.requireBudget(ownerId);
  const decision = await whoGets(services, schedule, run);
  if ('refusal' in decision) return refuse(delivering, schedule, decision);
  audit.spend(ownerId, decision.asked.search.length);
  await keepReader(state, keys, { ownerId, userId: run.user_id });
  switch (schedule.plan.delivery.kind) {
    case 'file':
      return handOver(delivering, schedule, decision, schedule.plan.delivery);
    case 'figures':
      return mailFigures(delivering, schedule, decision);
    case 'sentence':
      return mailSentence(delivering, schedule, decision);
    case 'alert':
      return mailAlert(delivering, schedule, decision, schedule.plan.delivery);
  }
}

/** The queue of exports makes the file and mails it; its job has the run's id. */
async function handOver(
  { services, run, lease, signal }: Delivering,
  { ownerId }: StoredSchedule,
  { asked, recipient }: Allowed,
  { format, csvDialect = 'rfc4180', headers = 'names' }: Extract<Delivery, { kind: 'file' }>,
): Promise<void> {
  const { scope, principal } = asked;
  const { user } = recipient;
  const parameters = {
    format,
    limit: undefined,
    offset: 0,
    csvSafe: '1',
    csvDialect,
    headers,
    delivery: 'email',
    language: recipient.language,
  } as const;
  const request = resolveExportRequest(scope, parameters, format);
  const rows = await countRows(services.engine.forCaller(ownerId), scope, { signal });
  const actor = { userId: ownerOf(user), userEmail: user.email, level: principal.level, ...NO_ORIGIN };
  const { state, exports } = services;
  signal.throwIfAborted();
  await exports.submitScheduled(run.id, { user, actor, request, asOf: scope.asOf, rows, chargedTo: ownerId });
  if (await handRun(state, lease)) return;
  // Taken back meanwhile; or somebody else has it, and hands it over.
  const now = await findRun(state, run.id);
  if (now?.state !== 'queued' && now?.state !== 'handed') await cancelJobs(state, [run.id]);
}

async function mailFigures(delivering: Delivering, schedule: StoredSchedule, allowed: Allowed): Promise<void> {
  const report = await reportOf(delivering, schedule, allowed);
  const { asked, recipient } = allowed;
  const { config } = delivering.services;
  const { time, timeZone } = asked.scope.asOf;
  const sheets = inLanguage(recipient.language, () =>
    figureSheets(figureTables(report, describeHours(config.workingHours?.words ?? '')), {
      words: describeQuery(asked.scope.query),
      asOf: time,
      timeZone,
    }),
  );
  const content = await figuresWorkbook(sheets);
  const attachments = [
    {
      filename: fileName(
        time,
        'xlsx',
        inLanguage(recipient.language, () => say('figures.file')),
      ),
      content,
    },
  ];
  await mail(delivering, schedule, allowed, { detail: 'figures as xlsx', report }, () => ({
    subject: subjectOf(schedule.plan.name, asked),
    lines: [sentenceOf(report, asked.view.sla), say('scheduleMail.figuresAttached')],
    figures: mainFigures(report, asked.view.sla),
    attachments,
  }));
}

async function mailSentence(delivering: Delivering, schedule: StoredSchedule, allowed: Allowed): Promise<void> {
  const report = await reportOf(delivering, schedule, allowed);
  const { asked } = allowed;
  await mail(delivering, schedule, allowed, { detail: 'figures in a mail', report }, () => ({
    subject: subjectOf(schedule.plan.name, asked),
    lines: [sentenceOf(report, asked.view.sla)],
    figures: mainFigures(report, asked.view.sla),
  }));
}

/** Told when the value is crossed, and while it stays so once a day by the calendar of the schedule's zone. */
async function mailAlert(
  delivering: Delivering,
  schedule: StoredSchedule,
  allowed: Allowed,
  alert: Extract<Delivery, { kind: 'alert' }>,
): Promise<void> {
  const report = await reportOf(delivering, schedule, allowed);
  const { asked } = allowed;
  const value = figureOf(report, alert.figure, asked.view.sla);
  const isCrossed = value !== null && (alert.side === 'over' ? value > alert.value : value < alert.value);
  if (value === null || !isCrossed || (await toldWithinDay(delivering, schedule))) {
    return void (await end(delivering, { state: 'quiet', value }));
  }
  await mail(delivering, schedule, allowed, { detail: 'an alert', report, value }, () => ({
    subject: say('scheduleMail.subject.alert', {
      name: schedule.plan.name,
      figure: figureName(alert.figure),
      value: formatFigure(alert.figure, value),
    }),
    lines: [alertWords(alert, value, report), sentenceOf(report, asked.view.sla)],
    figures: mainFigures(report, asked.view.sla),
  }));
}

/** By the wall clock: a day on which clocks change is as long as any. */
async function toldWithinDay({ services, run }: Delivering, { plan: { timeZone } }: StoredSchedule): Promise<boolean> {
  const told = await endedBefore(services.state, run, ['sent']);
  if (told === undefined) return false;
  const wall = (instant: Date) => parseWallTime(wallTimeIn(timeZone, instant)) ?? 0;
  return wall(run.due_at) - wall(told.due_at) < DAY_SECONDS;
}

/** In the line of whoever made the schedule. */
function reportOf(
  { services, signal }: Delivering,
  { ownerId }: StoredSchedule,
  { asked }: Allowed,
): Promise<ReportResponse> {
  const { groupBy, bucket, clock } = asked.view;
  const engine = services.engine.forCaller(ownerId);
  return readReport(engine, asked.scope, { groupBy, bucket, clock }, { signal });
}

interface Told {
  detail: string;
  report: ReportResponse;
  value?: number;
}

async function mail(
  delivering: Delivering,
  schedule: StoredSchedule,
  { asked, recipient }: Allowed,
  { detail, report, value }: Told,
  tell: () => Content,
): Promise<void> {
  const { services } = delivering;
  const { user, language } = recipient;
  const to = addressed(delivering, schedule, recipient);
  const search = await linkedSearch(services, schedule, asked);
  await send(delivering, schedule, reportMail(services, { ...to, language }, asked, search, tell));
  const { groupBy, bucket, clock } = asked.view;
  const entry = {
    kind: 'mailed',
    userId: ownerOf(user),
    userEmail: user.email,
    level: asked.principal.level,
    ...NO_ORIGIN,
    detail: `${detail} to ${user.email}, by the schedule ${namedSchedule(schedule)} of ${schedule.owner.email}`,
    rows: report.total,
    ...auditedQuery(asked.scope.query, [groupBy], { groupBy, bucket, clock }),
  } as const;
  const ending = { state: 'sent', value: value ?? null, audited: services.audit.values([entry]) } as const;
  if (await end(delivering, ending)) return;
  if ((await findSchedule(services.state, services.keys, schedule.id)) !== undefined) return;
  // Deleted while its mail was written to the outbox, where it would stay.
  await removeScheduleMails(services.outboxFolder, schedule.id);
}

/** What the page is linked with: a long query by a short link of the schedule's owner; null where they have too many. */
async function linkedSearch(
  { state }: ScheduleServices,
  { ownerId }: StoredSchedule,
  { search }: Asked,
): Promise<string | null> {
  if (search.length <= LONG_LINK) return search;
  try {
    return `link=${await storeLink(state, ownerId, search)}`;
  } catch (error) {
    if (error instanceof ApiError) return null;
    throw error;
  }
}
