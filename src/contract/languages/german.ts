import { GERMAN_COLUMNS } from '../columns/germanColumns';
import { GERMAN } from '../texts/germanCatalogue';
import type { Texts } from '../texts/texts';

export const GERMAN_TEXTS: Texts = {
  language: 'de',
  locale: 'de',
  messages: GERMAN,
  columns: GERMAN_COLUMNS,
  smallNouns: false,
};
