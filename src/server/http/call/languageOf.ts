import type { Context } from 'hono';
import { closestLanguage, type Language } from '../../../contract/texts/language';

/** Browsers send a tenth of it. */
const MOST_CHARACTERS = 1000;

/** The language that a caller reads: the page says its own. Undefined for a program that says none. */
export function languageOf({ req }: Context): Language | undefined {
  const header = req.header('accept-language');
  if (header === undefined || header === '*') return undefined;
  const tags = header
    .slice(0, MOST_CHARACTERS)
    .split(',')
    .map((part) => {
      const [tag = '', weight = 'q=1'] = part.split(';').map((each) => each.trim());
      return { tag, weight: Number(weight.replace(/^q=/, '')) || 0 };
    });
  return closestLanguage(tags.sort((a, b) => b.weight - a.weight).map(({ tag }) => tag));
}
