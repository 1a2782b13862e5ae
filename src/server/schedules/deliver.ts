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
import { readReport } from '../tickets/report/report';
import { countRows } from '../tickets/rows';
import type { Asked } from './asked';
import { addressed, type Delivering, end } from './delivering';
import { alertWords, figureOf, mainFigures, sentenceOf } from './figures';
import { inLanguage } from './inLanguage';
import { refuse } from './refuse';
import { endedBefore, handRun } from './runStore';
import { type Content, reportMail, subjectOf } from './scheduleMail';
import { findSchedule, type StoredSchedule } from './scheduleStore';
import { type Decision, whoGets } from './whoGets';

type Allowed = Extract<Decision, { asked: Asked }>;

/** Makes and sends one mail, and records what came of it. @throws what is tried again. */
export async function deliver(delivering: Delivering): Promise<void> {
  const { services, run } = delivering;
  const schedule = await findSchedule(services.state, services.keys, run.schedule_id);
  if (schedule === undefined || schedule.plan === null || schedule.unsubscribed.includes(run.user_id)) {
    return end(delivering, { state: 'skipped', error: 'It is no longer asked for' });
  }
  const decision = await whoGets(services, schedule, run);
  if ('refusal' in decision) return refuse(delivering, schedule, decision);
  switch (schedule.plan.delivery.kind) {
    case 'file':
      return handOver(delivering, decision, schedule.plan.delivery);
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
  const rows = await countRows(services.engine.forCaller(ownerOf(user)), scope, { signal });
  const actor = { userId: ownerOf(user), userEmail: user.email, level: principal.level, ...NO_ORIGIN };
  await services.exports.submitScheduled(run.id, { user, actor, request, asOf: scope.asOf, rows });
  await handRun(services.state, lease);
}

async function mailFigures(delivering: Delivering, schedule: StoredSchedule, allowed: Allowed): Promise<void> {
  const report = await reportOf(delivering, allowed);
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
  const attachments = [{ filename: fileName(time, 'xlsx', 'figures'), content }];
  await mail(delivering, schedule, allowed, { detail: 'figures as xlsx', report }, () => ({
    subject: subjectOf(schedule.plan.name, asked),
    lines: [sentenceOf(report, asked.view.sla), say('scheduleMail.figuresAttached')],
    figures: mainFigures(report, asked.view.sla),
    attachments,
  }));
}

async function mailSentence(delivering: Delivering, schedule: StoredSchedule, allowed: Allowed): Promise<void> {
  const report = await reportOf(delivering, allowed);
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
  const report = await reportOf(delivering, allowed);
  const { asked } = allowed;
  const value = figureOf(report, alert.figure, asked.view.sla);
  const isCrossed = value !== null && (alert.side === 'over' ? value > alert.value : value < alert.value);
  if (value === null || !isCrossed || (await toldWithinDay(delivering, schedule))) {
    return end(delivering, { state: 'quiet', value });
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

function reportOf({ services, signal }: Delivering, { asked, recipient }: Allowed): Promise<ReportResponse> {
  const { groupBy, bucket, clock } = asked.view;
  const engine = services.engine.forCaller(ownerOf(recipient.user));
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
  await services.mailer.send(reportMail(services, { ...to, language }, asked, tell));
  const { groupBy, bucket, clock } = asked.view;
  const entry = {
    kind: 'mailed',
    userId: ownerOf(user),
    userEmail: user.email,
    level: asked.principal.level,
    ...NO_ORIGIN,
    detail: `${detail} to ${user.email}, by the schedule ${schedule.id} of ${schedule.owner.email}`,
    rows: report.total,
    ...auditedQuery(asked.scope.query, [groupBy], { groupBy, bucket, clock }),
  } as const;
  await end(delivering, { state: 'sent', value: value ?? null, audited: services.audit.values([entry]) });
}
