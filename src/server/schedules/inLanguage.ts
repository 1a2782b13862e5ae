import { SERVER_TEXTS } from '../../contract/languages/serverTexts';
import type { Language } from '../../contract/texts/language';
import { spokenIn } from '../../contract/texts/texts';

/** What a mail or a page says, in its reader's language. */
export function inLanguage<Told extends string | object>(language: Language, tell: () => Told): Told {
  return spokenIn(SERVER_TEXTS[language], tell);
}
