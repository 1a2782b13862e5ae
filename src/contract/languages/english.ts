import { ENGLISH } from '../texts/englishCatalogue';
import type { Texts } from '../texts/texts';

export const ENGLISH_TEXTS: Texts = {
  language: 'en',
  locale: 'en',
  messages: ENGLISH,
  columns: undefined,
  smallNouns: true,
};
