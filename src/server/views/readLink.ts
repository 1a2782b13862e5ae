import { ApiError } from '../../contract/errors';
import type { Principal } from '../../contract/privacy';
import { isFilterParameter } from '../../contract/query/filterCodec';
import { keptQueryProblem } from '../../contract/query/keptProblem';
import { joinLink, splitLink } from '../../contract/query/links';
import { decodeQueryString, encodeQueryString } from '../../contract/query/queryString';
import { lowered, parseLevel, QUERY_PARAMETERS } from '../../contract/query/ticketQuery';
import type { StateQuery } from '../state/stateStore';
import { whyNotFor } from './keptQuery';
import { findLink } from './linkStore';

/**
 * The query of a short link, decided by the rights of whoever opens it and not of its maker.
 * @throws ApiError that names `link`; a refusal tells no more of the query than the column that is refused.
 */
export async function readLink(store: StateQuery, id: string, principal: Principal): Promise<string> {
  const query = await findLink(store, id);
  if (query === undefined) throw new ApiError('notFound', 'There is no such short link', { parameter: 'link' });
  const refusal = whyNotFor(query, principal);
  if (refusal !== undefined) {
    const problem = keptQueryProblem(refusal);
    const words = problem === null ? refusal.message : `This link ${problem}`;
    throw new ApiError(refusal.code, words, { parameter: 'link' });
  }
  return query;
}

/**
 * The query string with its short link, if there is one, put in full.
 * @param ownNames what the endpoint accepts besides the query's parameters: a link also holds the page's.
 */
export async function expandLink(
  store: StateQuery,
  search: string,
  principal: Principal,
  ownNames: readonly string[],
): Promise<string> {
  const named = splitLink(search);
  if (named === undefined) return search;
  const asLevel = parseLevel(named.own.find(({ name }) => name === 'asLevel')?.value);
  const stored = decodeQueryString(await readLink(store, named.id, lowered(principal, asLevel)));
  const meant: readonly string[] = [...QUERY_PARAMETERS, ...ownNames];
  const usable = stored.filter(({ name }) => isFilterParameter(name) || meant.includes(name));
  return encodeQueryString(joinLink(usable, named.own));
}
