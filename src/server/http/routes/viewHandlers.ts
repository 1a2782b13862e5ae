import { z } from 'zod';
import type { VIEW_ENDPOINTS } from '../../../contract/endpoints/viewEndpoints';
import { ApiError, badParameter } from '../../../contract/errors';
import type { Principal } from '../../../contract/privacy';
import { keptQueryProblem } from '../../../contract/query/keptProblem';
import { LINK_ID, LINK_ID_ALLOWED } from '../../../contract/query/links';
import { parseReportUrl } from '../../../contract/query/reportUrl';
import type { SavedView } from '../../../contract/responses/savedViews';
import { ownerOf, type SignedInPrincipal } from '../../access/principal';
import { type AuditedQuery, auditedQuery } from '../../audit/auditedQuery';
import { eventLoopTurn } from '../../process/eventLoopTurn';
import { parseInTurns } from '../../process/parseInTurns';
import { storeLink } from '../../views/linkStore';
import { readLink } from '../../views/readLink';
import { queryToStore, refusalFor } from '../../views/storedQuery';
import {
  addView,
  changeView,
  removeView,
  type ViewOwner,
  type ViewRow,
  viewsOf,
  viewsSharedWith,
} from '../../views/viewStore';
import { actorOf } from '../call/auditing';
import { type BaseCall, created, type HandlersOf, NO_CONTENT, ok } from '../call/handler';

export const viewHandlers: HandlersOf<typeof VIEW_ENDPOINTS> = {
  async 'POST /links'(call) {
    const { backend, principal, body } = call;
    const query = queryToStore(body.query, principal);
    const id = await storeLink(backend.state, ownerOf(principal), query);
    // The same query has one link, however often it is asked for.
    backend.audit.noteOnce({ kind: 'linkMade', ...actorOf(call), ...auditedPage(query, principal) }, [query]);
    return ok({ id });
  },

  async 'GET /links/{id}'({ backend, principal, path: { id } }) {
    if (!LINK_ID.test(id)) throw badParameter('link', 'This is not the id of a short link', LINK_ID_ALLOWED);
    const turn = () => eventLoopTurn(ownerOf(principal));
    return ok({ query: await readLink(backend.state, id, principal, turn) });
  },

  async 'GET /views'({ backend, principal }) {
    const userId = ownerOf(principal);
    const own = await viewsOf(backend.state, userId);
    const shared = await viewsSharedWith(backend.state, userId);
    const parse = (view: ViewRow) => toSavedView(view, principal, own.includes(view));
    const sizeOf = ({ name, query }: ViewRow) => name.length + query.length;
    const views = await parseInTurns([...own, ...shared], sizeOf, parse, () => eventLoopTurn(userId));
    return ok({ views });
  },

  async 'POST /views'(call) {
    const { backend, principal, body } = call;
    const query = queryToStore(body.query, principal);
    const added = await addView(backend.state, viewOwner(principal), { ...body, query });
    noteSaved(call, query, body.isShared);
    return created(toSavedView(added, principal));
  },

  async 'PATCH /views/{id}'(call) {
    const { backend, principal, path, body } = call;
    const { query: given, ...rest } = body;
    const query = given === undefined ? undefined : queryToStore(given, principal);
    const change = query === undefined ? rest : { ...rest, query };
    const changed = await changeView(backend.state, viewOwner(principal), viewId(path), change);
    if (query !== undefined || body.isShared === true)
      noteSaved(call, query ?? changed.query, changed.shared_by !== null);
    return ok(toSavedView(changed, principal));
  },

  async 'DELETE /views/{id}'({ backend, principal, path }) {
    await removeView(backend.state, ownerOf(principal), viewId(path));
    return NO_CONTENT;
  },
};

function noteSaved(call: BaseCall & { principal: SignedInPrincipal }, query: string, isShared = false): void {
  const refused = refusalFor(query, call.principal) !== undefined;
  const page = refused ? {} : auditedPage(query, call.principal);
  const detail = isShared ? 'shared with everybody who may see reports' : undefined;
  call.backend.audit.note({ kind: 'viewSaved', ...actorOf(call), ...page, detail });
}

function viewOwner(principal: SignedInPrincipal): ViewOwner {
  return { userId: ownerOf(principal), name: principal.name || principal.email };
}

/** @param query of the page, as it is stored. */
function auditedPage(stored: string, principal: Principal): AuditedQuery {
  const { query, groupBy } = parseReportUrl(stored, principal);
  return auditedQuery(query, query.columns ?? [], { groupBy });
}

/** What names a column that the principal may not see any more keeps its name, and says nothing else; one that is gone is named. */
function toSavedView(row: ViewRow, principal: Principal, isOwn = true): SavedView {
  const { id, name, query, is_default, shared_by } = row;
  const refusal = refusalFor(query, principal);
  const kept = refusal === undefined ? { query, problem: null } : { query: null, problem: keptQueryProblem(refusal) };
  const shared = { isShared: shared_by !== null, sharedBy: isOwn ? null : shared_by };
  return { id, name, ...kept, isDefault: isOwn && is_default, ...shared };
}

function viewId({ id }: { readonly id: string }): string {
  const read = z.uuid().safeParse(id);
  if (!read.success) throw new ApiError('notFound', 'No such view');
  return read.data;
}
