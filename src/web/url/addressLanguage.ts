/** The language that an address names: it is the reader's, and no part of the report. */
const LANGUAGE = /(^\??|&)lang=(?:en|de|pseudo)(?=&|$)/;

/** The search without its language. */
export function withoutLanguage(search: string): string {
  const rest = search.replace(LANGUAGE, (_, before: string) => (before === '?' ? '?' : ''));
  return rest === '?' ? '' : rest.replace(/^\?&/, '?');
}

/** `&lang=de` where the page's address names one: what is opened from here stays in it. */
export function languageInAddress(): string {
  return LANGUAGE.exec(window.location.search)?.[0].replace(/^[?&]?/, '&') ?? '';
}
