import { GERMAN_COLUMNS } from '../columns/germanColumns';
import { GERMAN } from '../texts/germanCatalogue';
import type { Texts } from '../texts/texts';
import { GERMAN_SENTENCES } from '../texts/told/germanSentences';

export const GERMAN_TEXTS: Texts = {
  language: 'de',
  locale: 'de',
  messages: GERMAN,
  columns: GERMAN_COLUMNS,
  smallNouns: false,
  serverSentences: GERMAN_SENTENCES,
};
