import { z } from 'zod';
import { parseJson } from '../../contract/format/parseJson';
import {
  closestLanguage,
  isLanguage,
  LANGUAGES,
  type Language,
  LINK_LANGUAGES,
  type LinkLanguage,
} from '../../contract/texts/language';
import { spoken } from '../../contract/texts/texts';
import { storage } from '../api/storage';

/**
 * The page's language: the link's where it names one, else what its reader chose, else the browser's. It is loaded before
 * anything is shown; another one is a new page.
 */

const KEY = 'ticketlens.language';
const language = z.enum(LANGUAGES);
const choicesSchema = z.object({
  /** Of whoever was here last: the page before the sign-in is in it. */
  last: language.optional(),
  /** By the user's id: a browser can be shared. */
  byUser: z.record(z.string(), language),
});
type Choices = z.infer<typeof choicesSchema>;

function readChoices(): Choices {
  return choicesSchema.safeParse(parseJson(storage.getItem(KEY) ?? '')).data ?? { byUser: {} };
}

function writeChoices(choices: Choices): void {
  try {
    storage.setItem(KEY, JSON.stringify(choices));
  } catch {
    // The browser's store is full: the page speaks the language that it opens in.
  }
}

function linkLanguage(): LinkLanguage | undefined {
  const named = new URLSearchParams(window.location.search).get('lang');
  return LINK_LANGUAGES.find((each) => each === named);
}

function browserLanguage(): Language {
  return closestLanguage(navigator.languages);
}

/** What the page opens in, before it is known who reads it. */
export function openingLanguage(): LinkLanguage {
  return linkLanguage() ?? readChoices().last ?? browserLanguage();
}

/** Whether the signed-in user wants another language than the page was opened in: then it opens anew. */
export function reopenFor(user: string): boolean {
  const { byUser } = readChoices();
  const chosen = byUser[user];
  const wanted = linkLanguage() ?? chosen ?? browserLanguage();
  if (wanted === spoken()?.language) return false;
  writeChoices({ byUser, ...(chosen === undefined ? {} : { last: chosen }) });
  // What could not be kept would open it in the same language, again and again.
  if (openingLanguage() !== wanted) return false;
  window.location.reload();
  return true;
}

/** Opens the page in another language, which stays the user's in this browser. */
export function chooseLanguage(user: string, chosen: Language): void {
  writeChoices({ last: chosen, byUser: { ...readChoices().byUser, [user]: chosen } });
  const address = new URL(window.location.href);
  address.searchParams.delete('lang');
  if (address.href === window.location.href) window.location.reload();
  else window.location.replace(address);
}

export function pageLanguage(): Language {
  const now = spoken()?.language;
  return isLanguage(now) ? now : 'en';
}
