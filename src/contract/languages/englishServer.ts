import { ENGLISH_FILES } from '../texts/englishFiles';
import type { Texts } from '../texts/texts';
import { ENGLISH_TEXTS } from './english';

export const ENGLISH_SERVER_TEXTS: Texts = {
  ...ENGLISH_TEXTS,
  messages: { ...ENGLISH_TEXTS.messages, ...ENGLISH_FILES },
};
