import { AUDIT_FILE } from './english/auditFile';
import { FIGURES } from './english/figures';
import { MAIL } from './english/mail';
import { SCHEDULE_MAIL } from './english/scheduleMail';
import { SHEET } from './english/sheet';

/** English texts of mails and files: only the server says them, and the page does not bring them along. */
export const ENGLISH_FILES = {
  ...MAIL,
  ...SHEET,
  ...FIGURES,
  ...AUDIT_FILE,
  ...SCHEDULE_MAIL,
} as const;
