import { ENGLISH_TEXTS } from '../../contract/languages/english';
import { GERMAN_TEXTS } from '../../contract/languages/german';
import type { Language } from '../../contract/texts/language';
import { spokenIn } from '../../contract/texts/texts';

const TEXTS = { en: ENGLISH_TEXTS, de: GERMAN_TEXTS } as const;

/** What a mail or a page says, in its reader's language. */
export function inLanguage<Told extends string | object>(language: Language, tell: () => Told): Told {
  return spokenIn(TEXTS[language], tell);
}
