import { AUDIT_FILE } from './german/auditFile';
import { FIGURES } from './german/figures';
import { MAIL } from './german/mail';
import { SCHEDULE_MAIL } from './german/scheduleMail';
import { SHEET } from './german/sheet';
import type { FileCatalogue } from './texts';

export const GERMAN_FILES = {
  ...MAIL,
  ...SHEET,
  ...FIGURES,
  ...AUDIT_FILE,
  ...SCHEDULE_MAIL,
} satisfies FileCatalogue;
