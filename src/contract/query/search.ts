import type { ColumnId } from '../columns/columns';
import { badParameter } from '../errors';

/** `search`: words that each ticket has somewhere in these columns, as far as they are visible; each word in any of them. */
export const SEARCHED_COLUMNS = [
  'topic',
  'subTopic',
  'allTags',
  'contractId',
  'customerId',
] as const satisfies readonly ColumnId[];

/** Characters. */
export const MAX_SEARCH = 200;
export const MAX_SEARCH_WORDS = 10;
const ALLOWED = `1 to ${MAX_SEARCH_WORDS} words, at most ${MAX_SEARCH} characters`;

/** What stands between blanks. */
export function searchWords(search: string): string[] {
  return search.split(/\s+/u).filter((word) => word !== '');
}

/** As it was sent but for the blanks around its words. @throws ApiError badRequest that names search and the limits. */
export function parseSearch(text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  const words = searchWords(text);
  if (words.length === 0) throw badParameter('search', 'search has no words', ALLOWED);
  if (text.length > MAX_SEARCH || words.length > MAX_SEARCH_WORDS)
    throw badParameter('search', 'search is too long', ALLOWED);
  return words.join(' ');
}
