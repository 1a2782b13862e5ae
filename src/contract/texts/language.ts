/** Languages that texts for people are written in; the API and its messages are English. */
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The English texts, longer and in brackets: what is not in them stands in no catalogue, and what they cut does not stretch. */
export const PSEUDO = 'pseudo';

/** What a link can ask for. */
export const LINK_LANGUAGES = [...LANGUAGES, PSEUDO] as const;
export type LinkLanguage = (typeof LINK_LANGUAGES)[number];

export function isLanguage(text: unknown): text is Language {
  return LANGUAGES.some((language) => language === text);
}

/** The first of some language tags (`de-AT`) that there are texts in; English where there are of none. */
export function closestLanguage(tags: readonly string[]): Language {
  return tags.map((tag) => tag.toLowerCase().split('-')[0]).find(isLanguage) ?? 'en';
}
