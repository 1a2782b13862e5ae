import nodemailer from 'nodemailer';
import { z } from 'zod';
import { withoutMisleading } from '../../../contract/format/nameText';
import { logger } from '../../log/logger';
import { MailDelayed, type Mailer, MailRefused } from './mailer';

/** A server that says nothing for so long is given up for this try. */
const SILENCE_MS = 60_000;
/** As much of a server's words as a person wants to read. */
const MAX_RESPONSE_LENGTH = 300;

/** Delivers to a mail server. @param url `smtp://user:password@host:587`, or `smtps:` for TLS from the start. */
export function openSmtp(url: string, silenceMs = SILENCE_MS): Mailer {
  const transport = nodemailer.createTransport({
    url,
    connectionTimeout: silenceMs,
    greetingTimeout: silenceMs,
    dnsTimeout: silenceMs,
    socketTimeout: silenceMs,
  });
  return {
    kind: 'smtp',
    async send({ withoutAttachment, ...mail }) {
      try {
        await transport.sendMail(mail);
      } catch (error) {
        if (!isTooLarge(error) || withoutAttachment === undefined) throw toMailError(error);
        // Its link leads to the file, so a mailbox that takes no large mails still gets one.
        await transport.sendMail(withoutAttachment).catch((second: unknown) => {
          throw toMailError(second);
        });
      }
    },
    close: () => transport.close(),
  };
}

const smtpErrorSchema = z.object({
  code: z.string().optional(),
  command: z.string().optional(),
  responseCode: z.number().optional(),
  response: z.string().optional(),
  /** `connect`: it broke before there was a connection. */
  syscall: z.string().optional(),
});

/** Steps at which a 5xx is about this mail; before them it is about the connection or the account. */
const ABOUT_THE_MAIL = /^(MAIL FROM|RCPT TO|DATA)/;
/** RFC 5321: the message is larger than the server takes. */
const TOO_LARGE = 552;

function isTooLarge(error: unknown): boolean {
  const parsed = smtpErrorSchema.safeParse(error);
  return parsed.success && (parsed.data.responseCode === TOO_LARGE || isLocalSizeCheck(error));
}

/** The library itself refuses what the server's SIZE announcement rules out. */
function isLocalSizeCheck(error: unknown): boolean {
  return error instanceof Error && /message size|size exceeds/i.test(error.message);
}

function toMailError(error: unknown): Error {
  const parsed = smtpErrorSchema.safeParse(error);
  const { code = '', command = '', responseCode = 0, response, syscall } = parsed.success ? parsed.data : {};
  const final = responseCode >= 500 && ABOUT_THE_MAIL.test(command);
  const words =
    response === undefined ? describeConnectionError(code, syscall) : `The mail server said: ${oneLine(response)}`;
  // Addresses and inner words are for whoever runs the server.
  if (response === undefined) logger.warn({ err: error }, 'mail server');
  // Its words may name who was written to.
  else logger.warn({ code, command: command.split(' ')[0], responseCode }, 'the mail server refuses');
  return final ? new MailRefused(words) : new MailDelayed(words);
}

function describeConnectionError(code: string, syscall: string | undefined): string {
  if (code === 'ETIMEDOUT') return 'The mail server does not answer';
  return syscall === 'connect' || code === 'EDNS'
    ? 'The mail server cannot be reached'
    : 'The connection to the mail server broke off';
}

function oneLine(text: string): string {
  return withoutMisleading(text).replace(/\s+/g, ' ').trim().slice(0, MAX_RESPONSE_LENGTH);
}
