import type { Endpoints } from '../../../../contract/endpoints/endpoints';
import { EXPORT_WORDS } from './exportWords';
import { IMPORT_WORDS } from './importWords';
import { SESSION_WORDS } from './sessionWords';
import { SYNC_WORDS } from './syncWords';
import { TICKET_WORDS } from './ticketWords';
import { VIEW_WORDS } from './viewWords';
import type { WordsOf } from './wordsOf';

/** Apart from the declarations, since the page loads those and has no use for these. */
export const WORDS: WordsOf<Endpoints> = {
  ...SESSION_WORDS,
  ...TICKET_WORDS,
  ...EXPORT_WORDS,
  ...VIEW_WORDS,
  ...SYNC_WORDS,
  ...IMPORT_WORDS,
};
