import type { OutgoingMail } from './mailer';

/** What a schedule adds to the mail of an export that it asked for, in the reader's language. */
export interface MailNote {
  /** What the mail is called by. */
  subject: string;
  /** Why it comes. */
  why: string;
  unsubscribe: { label: string; url: string };
  list: OutgoingMail['list'];
  headers: Record<string, string>;
}
