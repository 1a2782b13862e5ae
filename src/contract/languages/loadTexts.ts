import type { LinkLanguage } from '../texts/language';
import type { Texts } from '../texts/texts';

/** The texts of a language, each loaded by those who read it. */
export function loadTexts(language: LinkLanguage): Promise<Texts> {
  return LOADERS[language]();
}

const LOADERS: Record<LinkLanguage, () => Promise<Texts>> = {
  en: () => import('./english').then((module) => module.ENGLISH_TEXTS),
  de: () => import('./german').then((module) => module.GERMAN_TEXTS),
  pseudo: () => import('./pseudo').then((module) => module.PSEUDO_TEXTS),
};
