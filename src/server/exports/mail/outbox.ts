import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import nodemailer from 'nodemailer';
import type { Mailer, OutgoingMail } from './mailer';

/** The local outbox: without an SMTP server every mail becomes a file that mail programs open. */
export function openOutbox(folder: string): Mailer {
  const transport = nodemailer.createTransport({ streamTransport: true, newline: 'windows' });
  let last: Promise<void> = Promise.resolve();

  async function write({ withoutAttachment: _, ...message }: OutgoingMail): Promise<void> {
    await mkdir(folder, { recursive: true });
    const path = outboxPath(folder, message.messageId);
    const part = `${path}.part`;
    const { message: content } = await transport.sendMail(message);
    try {
      await pipeline(content, createWriteStream(part));
      // The name follows from the message id: a second try replaces the first and never adds one.
      await rename(part, path);
    } catch (error) {
      await rm(part, { force: true });
      throw error;
    }
  }

  return {
    kind: 'outbox',
    send(message) {
      // One after the other: a try whose lease has expired may still be writing the mail that its successor writes.
      const sent = last.then(() => write(message));
      last = sent.catch(() => undefined);
      return sent;
    },
    close: () => transport.close(),
  };
}

/** `<export-ID@host>` -> `FOLDER/export-ID.eml`. */
export function outboxPath(folder: string, messageId: string): string {
  const stem = messageId
    .replace(/^</, '')
    .replace(/@.*$/, '')
    .replace(/[^\w.-]/g, '_');
  return join(folder, `${stem}.eml`);
}
