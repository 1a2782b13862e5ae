import { createHash } from 'node:crypto';
import { readXlsx } from 'hucre/xlsx';
import PostalMime from 'postal-mime';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { queuedResponseSchema } from '../../../contract/responses/exportResponses';
import { FAST_RETRY_POLICY, queueExport, untilJob } from '../../../testing/exportJobs';
import { messageIdIn, startSmtpServer, type TestSmtpServer } from '../../../testing/smtpServer';
import { openTestBackend, type TestBackend } from '../../../testing/testBackend';
import { randomTickets } from '../../../testing/ticketFactory';
import { logger } from '../../log/logger';
import { openSmtp } from '../mail/smtp';
import { ExportService } from './exportService';

/** Mail over a real SMTP server that behaves as badly as they do. */

const SILENCE_MS = 1000;
let server: TestBackend;
let smtp: TestSmtpServer;

beforeAll(async () => {
  smtp = await startSmtpServer();
  server = await openTestBackend({ EXPORT_SYNC_ROWS_TEXT: '0', MAIL_FROM: 'Reports <reports@example.com>' });
  await server.insert(randomTickets(3, 40));
  await server.backend.exports.stop();
  server.backend.mailer = openSmtp(smtp.url, SILENCE_MS);
  server.backend.exports = await ExportService.start(server.backend, FAST_RETRY_POLICY);
});
afterAll(async () => {
  await server.close();
  await smtp.close();
});
beforeEach(() => {
  smtp.behaviour = 'accept';
  smtp.mails.length = 0;
});

test('the mail has text and HTML, the file, the link and the receipt', async () => {
  const { jobId } = await queueExport(
    server,
    'format=csv&filters[0][key]=id&filters[0][comparator]=>&filters[0][value]=0',
  );
  const job = await untilJob(server, jobId, { state: 'sent', mailedBy: 'smtp', mailError: null });
  expect(smtp.mails).toHaveLength(1);
  const mail = await PostalMime.parse(Buffer.from(smtp.mails[0] ?? '', 'latin1'));
  expect(mail.messageId).toBe(`<export-${jobId}@127.0.0.1>`);
  expect(mail.from).toMatchObject({ name: 'Reports', address: 'reports@example.com' });
  expect(mail.to).toMatchObject([{ address: 'anna@example.com' }]);
  const link = `http://127.0.0.1:4173/reporting?job=${jobId}`;
  const facts = [
    `Rows: ${job.rows}`,
    'Hidden columns: none',
    `SHA-256: ${job.sha256}`,
    `Filter: ${job.receipt?.words}`,
  ];
  for (const part of [link, ...facts]) expect(mail.text).toContain(part);
  // The button, and the address itself.
  expect(mail.html?.split(`href="${link}"`)).toHaveLength(3);
  expect(mail.html).toContain(String(job.sha256));
  const [attached] = mail.attachments;
  const content = Buffer.from(attached?.content as ArrayBuffer);
  expect(createHash('sha256').update(content).digest('hex')).toBe(job.sha256);
  expect(job.receipt).toMatchObject({ hiddenColumns: 0, timeZone: 'UTC' });
});

test('a mail speaks the language of whoever asked for the export, its workbook too', async () => {
  const { jobId } = await queueExport(
    server,
    'format=xlsx&delivery=email&language=de&headers=labels&filters[0][key]=channel&filters[0][comparator]=!=&filters[0][value]=chat',
  );
  const job = await untilJob(server, jobId, { state: 'sent' });
  expect(job.receipt?.words).toBe('Kanal ist nicht Chat');
  const mail = await PostalMime.parse(Buffer.from(smtp.mails[0] ?? '', 'latin1'));
  expect(mail.subject).toBe(`Ihr Export: ${job.rows} Tickets (xlsx)`);
  expect(mail.headers).toContainEqual(expect.objectContaining({ key: 'content-language', value: 'de' }));
  for (const words of [
    'Die Datei ist angehängt',
    'Filter: Kanal ist nicht Chat',
    `Zeilen: ${job.rows}`,
    'Stand: ',
    'Größe: ',
  ])
    expect(mail.text).toContain(words);
  expect(mail.html).toContain('<div lang="de"');
  expect(`${mail.text}${mail.html}`).not.toMatch(/\b(The|file|Rows|Hidden|Size|until|Open|export)\b/);
  const { sheets } = await readXlsx(Buffer.from(mail.attachments[0]?.content as ArrayBuffer));
  expect(sheets.map(({ name }) => name)).toEqual(['Tickets', 'Über diese Datei']);
  expect(sheets[0]?.rows[0]).toContain('Nach Frist geschlossen (Stunden)');
  expect(sheets[1]?.rows.slice(0, 2).map(([name]) => name)).toEqual(['Filter', 'Stand']);
});

test('a recipient who is refused for good: the server’s words, the file stays, another try mails that file', async () => {
  smtp.behaviour = 'refuse';
  const { jobId } = await queueExport(server, 'format=json');
  const failed = await untilJob(server, jobId, { state: 'failed', hasFile: true });
  expect(failed.error).toBe('The mail server said: 550 5.1.1 No such mailbox here');
  expect((await server.call(`/export/jobs/${jobId}/file`)).status).toBe(200);
  smtp.behaviour = 'accept';
  await server.call(`/export/jobs/${jobId}/retry`, { method: 'POST' });
  const sent = await untilJob(server, jobId, { state: 'sent', error: null });
  expect(sent.sha256).toBe(failed.sha256);
});

test('an export of any size is mailed where that is asked for, and made anew though a file is there', async () => {
  const asked = 'format=csv&limit=3&asOf=2026-01-02 03:04:05&delivery=email';
  const { syncRows } = server.backend.config;
  server.backend.config.syncRows = { ...syncRows, csv: 1000 };
  try {
    const { jobId, rows } = await queueExport(server, asked);
    expect(rows).toBe(3);
    const job = await untilJob(server, jobId, { state: 'sent', rows: 3, delivery: 'email' });
    // How it gets to its owner is no part of what it holds.
    expect(job.query).not.toContain('delivery');
    const again = await queueExport(server, asked);
    expect(again.jobId).not.toBe(jobId);
    await untilJob(server, again.jobId, { state: 'sent' });
    expect(smtp.mails).toHaveLength(2);
    const prepared = await server.call(`/export/reporting_tickets/prepare?${asked}`, { method: 'POST' });
    expect(prepared.status).toBe(202);
    const { jobId: third } = queuedResponseSchema.parse(await prepared.json());
    await untilJob(server, third, { state: 'sent' });
  } finally {
    server.backend.config.syncRows = syncRows;
  }
});

const DESCRIPTIONS = {
  busy: 'The mail server said: 451 4.3.0 Try again later',
  hang: 'The mail server does not answer',
  cut: 'The connection to the mail server broke off',
} as const;

test.each(['busy', 'hang', 'cut'] as const)(
  'a mail server that is %s is tried again; the file can be had meanwhile and arrives once',
  async (behaviour) => {
    smtp.behaviour = behaviour;
    const warn = vi.spyOn(logger, 'warn').mockReturnValue(undefined);
    onTestFinished(() => warn.mockRestore());
    const { jobId } = await queueExport(server, `format=csv&columns=id,channel&offset=${behaviour.length}&csvSafe=0`);
    const waiting = await untilJob(server, jobId, {
      state: 'running',
      hasFile: true,
      mailError: DESCRIPTIONS[behaviour],
    });
    expect(waiting.error).toBeNull();
    // Whoever runs the server reads of it as well, and of nobody's address.
    expect(warn).toHaveBeenCalled();
    expect(JSON.stringify(warn.mock.calls)).not.toContain('@');
    expect((await server.call(`/export/jobs/${jobId}/file`)).status).toBe(200);
    // The same request meanwhile is the same job.
    expect((await queueExport(server, waiting.query?.replace(/&?asOf=[^&]*/, '') ?? '')).jobId).toBe(jobId);
    smtp.behaviour = 'accept';
    await untilJob(server, jobId, { state: 'sent', mailError: null });
    expect(smtp.mails.map(messageIdIn)).toEqual([`<export-${jobId}@127.0.0.1>`]);
  },
);

test('a mail server that is down is tried until it is back', async () => {
  const port = Number(new URL(smtp.url).port);
  await smtp.close();
  const { jobId } = await queueExport(server, 'format=csv&columns=id,status');
  await untilJob(server, jobId, { state: 'running', mailError: 'The mail server cannot be reached' });
  smtp = await startSmtpServer('accept', port);
  await untilJob(server, jobId, { state: 'sent' });
  expect(smtp.mails).toHaveLength(1);
});

test('a mailbox that takes no large mails gets the link alone', async () => {
  smtp.behaviour = 'small';
  const { jobId } = await queueExport(server, 'format=csv&columns=id,priority');
  await untilJob(server, jobId, { state: 'sent' });
  const [mail = ''] = smtp.mails;
  expect(mail).not.toContain('Content-Disposition: attachment');
  const { text, html } = await PostalMime.parse(mail);
  expect(text).toContain(`/reporting?job=${jobId}`);
  for (const words of [text, html]) {
    expect(words).not.toContain('is attached');
    expect(words).toContain('The mail server takes no file of this size, so it is not attached.');
  }
});

test('files above the size for attachments are linked only', async () => {
  server.backend.config.mail.attachBytes = 10;
  try {
    const { jobId } = await queueExport(server, 'format=csv&columns=id,topic');
    await untilJob(server, jobId, { state: 'sent' });
    expect(smtp.mails[0]).not.toContain('Content-Disposition: attachment');
    expect(smtp.mails[0]).toContain('too large to attach');
  } finally {
    server.backend.config.mail.attachBytes = 10_000_000;
  }
});

test('rights that are withdrawn while the mail waits: no mail, and the file is removed', async () => {
  smtp.behaviour = 'busy';
  const { jobId } = await queueExport(server, 'format=csv');
  await untilJob(server, jobId, { hasFile: true, mailError: DESCRIPTIONS.busy });
  server.backend.config.privacyLevel = 'none';
  try {
    smtp.behaviour = 'accept';
    await untilJob(server, jobId, { state: 'failed', hasFile: false, receipt: null });
    expect(smtp.mails).toEqual([]);
  } finally {
    server.backend.config.privacyLevel = 'full';
  }
});
