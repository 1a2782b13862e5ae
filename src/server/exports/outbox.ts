import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import nodemailer from 'nodemailer';
import type Mail from 'nodemailer/lib/mailer';

/** Delivers a message. Sending the same messageId twice must not give the reader two different mails. */
export interface Mailer {
  send(message: Mail.Options & { messageId: string }): Promise<void>;
}

/** The local outbox: without an SMTP server every mail becomes a file that mail programs open. */
export function openOutbox(folder: string): Mailer {
  const transport = nodemailer.createTransport({ streamTransport: true, newline: 'windows' });
  return {
    async send(message) {
      await mkdir(folder, { recursive: true });
      const path = join(folder, `${fileStem(message.messageId)}.eml`);
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
    },
  };
}

/** `<export-ID@host>` -> `export-ID`. */
function fileStem(messageId: string): string {
  return messageId
    .replace(/^</, '')
    .replace(/@.*$/, '')
    .replace(/[^\w.-]/g, '_');
}
