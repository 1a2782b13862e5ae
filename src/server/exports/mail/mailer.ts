import type Mail from 'nodemailer/lib/mailer';

/** A mail whose id follows from what it is about: sending it twice is one mail to the reader. */
export type OutgoingMail = Mail.Options & {
  messageId: string;
  /** What is sent in its place where a mail server takes no attachment of that size: in words that say so. */
  withoutAttachment?: Mail.Options;
};

export interface Mailer {
  readonly kind: 'smtp' | 'outbox';
  /** Resolves once the mail is somebody else's to keep. @throws MailRefused when trying again is of no use. */
  send(mail: OutgoingMail): Promise<void>;
  /** Breaks off what is being sent. */
  close(): void;
}

/** A mail server's final refusal, or why one could not be had; the words are for the export's owner. */
export class MailRefused extends Error {}

/** The mail could not be delivered now; the words are for the export's owner. */
export class MailDelayed extends Error {}
