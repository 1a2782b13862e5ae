import { formatBytes, formatTickets, formatTime } from '../../../contract/format/format';
import { formatCount } from '../../../contract/format/numbers';
import { SERVER_TEXTS } from '../../../contract/languages/serverTexts';
import type { Language } from '../../../contract/texts/language';
import { say, spokenIn } from '../../../contract/texts/texts';
import { wallTimeIn } from '../../../contract/time/wallTime';
import { readIntact } from '../files/intactFile';
import type { Receipt } from '../files/receipt';
import type { OutgoingMail } from './mailer';
import type { MailNote } from './mailNote';

export interface ExportMail {
  job: { id: string; format: string; deliver_to: string; rows_requested: number };
  rows: number;
  bytes: number;
  sha256: string;
  expiresAt: Date;
  receipt: Receipt;
  /** What the attached file is called. */
  attachedName: string;
  path: string;
  /** Files up to this size are attached. */
  attachBytes: number;
  from: string | undefined;
  publicUrl: string;
  /** Of whoever asked for the export. */
  language: Language;
  /** Of the schedule that asked for it. */
  note: MailNote | undefined;
}

/** The id of an export's mail, the same at every try. */
export function messageIdOf(jobId: string, publicUrl: string): string {
  return `<export-${jobId}@${new URL(publicUrl).hostname}>`;
}

/** The mail for a finished export: what the file holds, the file if it is small, and always a link. */
export function exportMail(mail: ExportMail): OutgoingMail {
  return spokenIn(SERVER_TEXTS[mail.language], () => mailInWords(mail));
}

function mailInWords(mail: ExportMail): OutgoingMail {
  const link = `${mail.publicUrl}/reporting?job=${mail.job.id}`;
  const facts = receiptLines(mail);
  const written = (intro: string) => ({
    messageId: messageIdOf(mail.job.id, mail.publicUrl),
    from: mail.from ?? `Ticketlens <no-reply@${new URL(mail.publicUrl).hostname}>`,
    to: mail.job.deliver_to,
    subject: mail.note?.subject ?? say('mail.subject', { tickets: formatTickets(mail.rows), format: mail.job.format }),
    // Mail programs then send no "I am away" back, and lists do not pass it on.
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': mail.language, ...mail.note?.headers },
    ...(mail.note === undefined ? {} : { list: mail.note.list }),
    text: [intro, link, '', ...facts.map(([name, value]) => `${name}: ${value}`), '', ...footText(mail.note)].join(
      '\n',
    ),
    html: [htmlOf(mail.language, intro, link, facts), ...footHtml(mail.note)].join('\n'),
  });
  if (mail.bytes > mail.attachBytes) return written(say('mail.tooLarge'));
  return {
    ...written(say('mail.attached')),
    attachments: [{ filename: mail.attachedName, content: readIntact(mail.path, mail) }],
    withoutAttachment: written(say('mail.notTaken')),
  };
}

function footText(note: MailNote | undefined): string[] {
  return note === undefined ? [] : [note.why, `${note.unsubscribe.label}: ${note.unsubscribe.url}`, ''];
}

function footHtml(note: MailNote | undefined): string[] {
  if (note === undefined) return [];
  const { why, unsubscribe } = note;
  return [
    `<p style="font:12px/1.5 Helvetica,Arial,sans-serif;color:#666">${escapeHtml(why)} <a href="${escapeHtml(unsubscribe.url)}" style="color:#666">${escapeHtml(unsubscribe.label)}</a></p>`,
  ];
}

/** The receipt: enough to tell later which rows the file held and that it is unchanged. */
function receiptLines({ job, rows, bytes, sha256, expiresAt, receipt }: ExportMail): [string, string][] {
  const counted = formatCount(rows);
  const requested = job.rows_requested;
  const changed = requested === rows ? counted : say('mail.rows.changed', { rows: counted, requested });
  const hidden = receipt.hiddenColumns.length;
  return [
    [say('mail.filter'), receipt.words],
    [say('mail.rows'), changed],
    [say('mail.asOf'), `${formatTime(receipt.asOf, true)} ${receipt.timeZone}`],
    // How many, not which: their names stand in the profile alone.
    [say('mail.hidden'), hidden === 0 ? say('mail.hidden.none') : String(hidden)],
    [say('mail.size'), formatBytes(bytes)],
    ['SHA-256', sha256],
    [say('mail.keptUntil'), `${formatTime(wallTimeIn(receipt.timeZone, expiresAt))} ${receipt.timeZone}`],
  ];
}

/** Mail programs know few styles, and those only on the elements themselves. */
function htmlOf(language: Language, intro: string, link: string, facts: readonly [string, string][]): string {
  const cell = 'padding:4px 12px 4px 0;vertical-align:top;text-align:left';
  const rows = facts.map(
    ([name, value]) =>
      `<tr><th style="${cell};font-weight:normal;color:#666;white-space:nowrap">${escapeHtml(name)}</th><td style="${cell};word-break:break-word">${escapeHtml(value)}</td></tr>`,
  );
  return [
    `<div lang="${language}" style="font:14px/1.5 -apple-system,Segoe UI,Helvetica,Arial,sans-serif;max-width:640px">`,
    `<p>${escapeHtml(intro)}</p>`,
    `<p><a href="${escapeHtml(link)}" style="background:#0f5e5a;color:#fff;padding:8px 14px;border-radius:4px;text-decoration:none">${escapeHtml(say('mail.open'))}</a></p>`,
    `<table style="border-collapse:collapse">${rows.join('')}</table>`,
    `<p><a href="${escapeHtml(link)}" style="color:#0f5e5a">${escapeHtml(link)}</a></p>`,
    '</div>',
  ].join('\n');
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
