import { ApiError } from '../../contract/errors';
import type { Principal } from '../../contract/privacy';
import { isFilterParameter } from '../../contract/query/filterCodec';
import { keptQueryProblem } from '../../contract/query/keptProblem';
import { joinLink, splitLink } from '../../contract/query/links';
import { decodeQueryString, encodeQueryString } from '../../contract/query/queryString';
import { lowered, parseLevel, QUERY_PARAMETERS } from '../../contract/query/ticketQuery';
import type { StateQuery } from '../state/stateStore';
import { findLink } from './linkStore';
import { refusalFor } from './storedQuery';

/**
 * The query of a short link, by the rights of its reader rather than its author.
 * @throws ApiError that names `link`: there is none, or one part of its query is not for the reader or not understood by
 * this version; of the query only that part is told.
 * @param turn waits for one of the event loop that is the reader's: a long query takes milliseconds.
 */
export async function readLink(
  store: StateQuery,
  id: string,
  principal: Principal,
  turn: () => Promise<void>,
): Promise<string> {
  const query = await findLink(store, id);
  await turn();
  if (query === undefined) throw new ApiError('notFound', 'There is no such short link', { parameter: 'link' });
  const refusal = refusalFor(query, principal);
  if (refusal !== undefined) {
    const problem = keptQueryProblem(refusal);
    const words = problem === null ? refusal.message : `This link ${problem}`;
    throw new ApiError(refusal.code, words, { parameter: 'link' });
  }
  return query;
}

/**
 * Replaces a short link in a query string by its query.
 * @param ownNames parameters of the endpoint besides the query's; others of the link, which are the page's, are dropped.
 */
export async function expandLink(
  store: StateQuery,
  search: string,
  principal: Principal,
  ownNames: readonly string[],
  turn: () => Promise<void>,
): Promise<string> {
  await turn();
  const named = splitLink(search);
  if (named === undefined) return search;
  const asLevel = parseLevel(named.own.find(({ name }) => name === 'asLevel')?.value);
  const query = await readLink(store, named.id, lowered(principal, asLevel), turn);
  await turn();
  const stored = decodeQueryString(query);
  const meant: readonly string[] = [...QUERY_PARAMETERS, ...ownNames];
  const usable = stored.filter(({ name }) => isFilterParameter(name) || meant.includes(name));
  return encodeQueryString(joinLink(usable, named.own));
}
