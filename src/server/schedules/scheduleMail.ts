import { formatDay } from '../../contract/format/days';
import { formatTime } from '../../contract/format/format';
import { describeQuery } from '../../contract/sentences/describeQuery';
import { describeWhen } from '../../contract/sentences/describeSchedule';
import type { Language } from '../../contract/texts/language';
import { personName } from '../../contract/texts/serverWords';
import { say } from '../../contract/texts/texts';
import type { OutgoingMail } from '../exports/mail/mailer';
import type { MailNote } from '../exports/mail/mailNote';
import type { Asked } from './asked';
import { inLanguage } from './inLanguage';
import type { ScheduleServices } from './scheduleServices';
import type { StoredSchedule } from './scheduleStore';
import { unsubscribeLink } from './unsubscribeLink';

/** Mails of schedules: what they say is told in their reader's language. */

export interface Addressed {
  schedule: StoredSchedule;
  /** The run's id: at every try the mail has the same. */
  runId: string;
  userId: string;
  email: string;
  language: Language;
}

/** What is in a mail beside its facts. */
export interface Content {
  subject: string;
  /** Paragraphs, the first one large. */
  lines: readonly string[];
  /** Figures by their names. */
  figures?: readonly (readonly [string, string])[];
  attachments?: OutgoingMail['attachments'];
}

/** The same at every try; the outbox knows by it of which schedule a mail is, and whose (outbox.ts). */
function messageId({ keys, publicUrl }: Mailing, { id, ownerId }: StoredSchedule, name: string): string {
  return `<schedule-${id}.${keys.userTag(ownerId)}.${name}@${new URL(publicUrl).hostname}>`;
}

type Mailing = Pick<ScheduleServices, 'config' | 'keys' | 'publicUrl'>;

/** Of the filters in words; a list can have thousands of values. */
const MAX_WORDS = 2000;

/**
 * @param tell what it says, in the language of its reader.
 * @param search of the page that it leads to; null where it is too long to be linked.
 */
export function reportMail(
  services: Mailing,
  to: Addressed,
  { scope, hidden }: Asked,
  search: string | null,
  tell: () => Content,
): OutgoingMail {
  return inLanguage(to.language, () => {
    const { subject, lines, figures = [], attachments } = tell();
    const { time, timeZone } = scope.asOf;
    const facts = [
      ...figures,
      [say('scheduleMail.filter'), clipped(describeQuery(scope.query), MAX_WORDS)],
      [say('scheduleMail.asOf'), `${formatTime(time)} ${timeZone}`],
      ...(hidden === 0 ? [] : [[say('scheduleMail.hidden'), String(hidden)] as const]),
    ] as const;
    const page = `${services.publicUrl}/reporting`;
    const link =
      search === null
        ? { label: say('scheduleMail.openPage'), url: page }
        : { label: say('scheduleMail.open'), url: `${page}?${linkable(search)}` };
    const said = search === null ? [...lines, say('scheduleMail.tooLong')] : lines;
    const mail = { lines: said, facts, link, foot: footOf(services, to) };
    const { headers, ...sent } = envelope(services, to, subject);
    const { list, headers: own } = listHeaders(mail.foot.unsubscribe.url);
    return {
      ...sent,
      headers: { ...headers, ...own },
      list,
      ...textAndHtml(mail),
      ...(attachments && { attachments }),
    };
  });
}

function clipped(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length)}…` : text;
}

/** Mail programs end an address in a text at a bracket. */
function linkable(search: string): string {
  return search.replaceAll('[', '%5B').replaceAll(']', '%5D');
}

/** What a schedule adds to the mail of an export: what it is called, why it comes, and how it ends. */
export function mailNote(
  services: Pick<ScheduleServices, 'keys' | 'publicUrl'>,
  to: Addressed,
  wallTime: string,
): MailNote {
  return inLanguage(to.language, () => {
    const foot = footOf(services, to);
    const subject = say('scheduleMail.subject', { name: to.schedule.plan.name, day: formatDay(wallTime) });
    return { subject, ...foot, ...listHeaders(foot.unsubscribe.url) };
  });
}

/** Tells a schedule's owner why nothing is mailed; it has no ticket content. @param about its recipient, if not the owner. */
export function noticeMail(
  services: Mailing,
  to: Addressed,
  lines: () => readonly string[],
  about?: string,
): OutgoingMail {
  return inLanguage(to.language, () => {
    const { name } = to.schedule.plan;
    const subject =
      about === undefined
        ? say('scheduleMail.notice.subject', { name })
        : say('scheduleMail.notice.subjectFor', { name, email: about });
    const link = { label: say('schedules.title'), url: `${services.publicUrl}/reporting` };
    const mail = { lines: lines(), facts: [], link };
    const notice = { ...to, runId: `notice-${to.runId}` };
    return { ...envelope(services, notice, subject), ...textAndHtml(mail) };
  });
}

export function subjectOf(name: string, { scope }: Asked): string {
  return say('scheduleMail.subject', { name, day: formatDay(scope.asOf.time) });
}

interface Foot {
  why: string;
  unsubscribe: { label: string; url: string };
}

function footOf(
  services: Pick<ScheduleServices, 'keys' | 'publicUrl'>,
  { schedule, userId, language }: Addressed,
): Foot {
  const { ownerId, owner, plan } = schedule;
  const when = describeWhen(plan.when, plan.timeZone);
  const why =
    ownerId === userId
      ? say('scheduleMail.own', { when })
      : say('scheduleMail.byOther', { owner: personName(owner.name) || owner.email, when });
  const url = unsubscribeLink(services, schedule, userId, language);
  return { why, unsubscribe: { label: say('scheduleMail.unsubscribe'), url } };
}

function envelope(
  services: Mailing,
  to: Addressed,
  subject: string,
): Omit<OutgoingMail, 'text' | 'html'> & { headers: Record<string, string> } {
  const { config, publicUrl } = services;
  return {
    messageId: messageId(services, to.schedule, to.runId),
    from: config.mail.from ?? `Ticketlens <no-reply@${new URL(publicUrl).hostname}>`,
    to: to.email,
    subject,
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': to.language },
  };
}

/** RFC 8058: mail programs show a button of their own, which sends a POST. */
function listHeaders(url: string): Pick<MailNote, 'list' | 'headers'> {
  return { list: { unsubscribe: { url } }, headers: { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } };
}

interface Written {
  lines: readonly string[];
  facts: readonly (readonly [string, string])[];
  link: { label: string; url: string };
  foot?: Foot;
}

function textAndHtml({ lines, facts, link, foot }: Written): { text: string; html: string } {
  const footText =
    foot === undefined ? [] : [foot.why, say('scheduleMail.unsubscribeAt', { url: foot.unsubscribe.url }), ''];
  const text = [...lines, '', ...facts.map(([name, value]) => `${name}: ${value}`), '', link.url, '', ...footText];
  const cell = 'padding:3px 16px 3px 0;vertical-align:top;text-align:left';
  const rows = facts.map(
    ([name, value]) =>
      `<tr><th style="${cell};font-weight:normal;color:#666">${escapeHtml(name)}</th><td style="${cell};word-break:break-word">${escapeHtml(value)}</td></tr>`,
  );
  const said = lines.map((line, index) => `<p${index === 0 ? ' style="font-size:17px"' : ''}>${escapeHtml(line)}</p>`);
  const footHtml =
    foot === undefined
      ? []
      : [
          `<p style="color:#666;font-size:12px">${escapeHtml(foot.why)} <a href="${escapeHtml(foot.unsubscribe.url)}" style="color:#666">${escapeHtml(foot.unsubscribe.label)}</a></p>`,
        ];
  const html = [
    '<div style="font:14px/1.5 -apple-system,Segoe UI,Helvetica,Arial,sans-serif;max-width:640px">',
    ...said,
    `<table style="border-collapse:collapse">${rows.join('')}</table>`,
    `<p><a href="${escapeHtml(link.url)}" style="background:#0f5e5a;color:#fff;padding:8px 14px;border-radius:4px;text-decoration:none">${escapeHtml(link.label)}</a></p>`,
    ...footHtml,
    '</div>',
  ].join('\n');
  return { text: text.join('\n'), html };
}

export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
