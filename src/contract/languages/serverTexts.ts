import type { Language } from '../texts/language';
import type { Texts } from '../texts/texts';
import { ENGLISH_SERVER_TEXTS } from './englishServer';
import { GERMAN_SERVER_TEXTS } from './germanServer';

/** Each language with the texts of mails and files, for a server whose readers have one each. */
export const SERVER_TEXTS: Readonly<Record<Language, Texts>> = {
  en: ENGLISH_SERVER_TEXTS,
  de: GERMAN_SERVER_TEXTS,
};
