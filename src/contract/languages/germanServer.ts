import { GERMAN_FILES } from '../texts/germanFiles';
import type { Texts } from '../texts/texts';
import { GERMAN_TEXTS } from './german';

export const GERMAN_SERVER_TEXTS: Texts = {
  ...GERMAN_TEXTS,
  messages: { ...GERMAN_TEXTS.messages, ...GERMAN_FILES },
};
