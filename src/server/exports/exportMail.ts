import type Mail from 'nodemailer/lib/mailer';
import { formatBytes, formatCount, formatTime } from '../../contract/format';
import type { JobRow } from './jobStore';

/** Larger files are not attached: mail servers commonly refuse messages from 10 MB on. */
const ATTACH_BYTES = 10_000_000;

export interface ExportMail {
  job: JobRow;
  rows: number;
  bytes: number;
  sha256: string;
  /** Wall time that stood for "now". */
  asOf: string;
  timeZone: string;
  /** The report's filters in plain words. */
  words: string;
  hiddenColumns: readonly string[];
  fileName: string;
  path: string;
  publicUrl: string;
}

/** The mail for a finished export: what the file holds, the file if it is small, and always a link. */
export function exportMail(mail: ExportMail): Mail.Options & { messageId: string } {
  const link = `${mail.publicUrl}/reporting?job=${mail.job.id}`;
  const facts = receipt(mail);
  const attach = mail.bytes <= ATTACH_BYTES;
  const intro = attach
    ? 'The file is attached, and waits here as well:'
    : 'The file is too large to attach. It waits here:';
  return {
    messageId: `<export-${mail.job.id}@${new URL(mail.publicUrl).hostname}>`,
    from: `Ticketlens <no-reply@${new URL(mail.publicUrl).hostname}>`,
    to: mail.job.deliver_to,
    subject: `Your export: ${formatCount(mail.rows)} tickets (${mail.job.format})`,
    text: [intro, link, '', ...facts.map(([name, value]) => `${name}: ${value}`), ''].join('\n'),
    html: `<p>${escapeHtml(intro)}<br><a href="${escapeHtml(link)}">${escapeHtml(link)}</a></p><table>${facts
      .map(([name, value]) => `<tr><th align="left">${escapeHtml(name)}</th><td>${escapeHtml(value)}</td></tr>`)
      .join('')}</table>`,
    ...(attach ? { attachments: [{ filename: mail.fileName, path: mail.path }] } : {}),
  };
}

/** The receipt: enough to tell later which rows the file held and that it is unchanged. */
function receipt(mail: ExportMail): [string, string][] {
  const requested = mail.job.rows_requested;
  const changed = requested === mail.rows ? '' : ` (${formatCount(requested)} when it was requested)`;
  return [
    ['Filter', mail.words],
    ['Rows', `${formatCount(mail.rows)}${changed}`],
    ['As of', `${formatTime(mail.asOf, true)} ${mail.timeZone}`],
    ['Hidden columns', mail.hiddenColumns.length === 0 ? 'none' : mail.hiddenColumns.join(', ')],
    ['Size', formatBytes(mail.bytes)],
    ['SHA-256', mail.sha256],
  ];
}

function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
