import { z } from 'zod';
import { ApiError } from '../../../contract/errors';
import type { Principal } from '../../../contract/privacy';
import {
  newViewSchema,
  type SavedView,
  savedViewSchema,
  viewChangeSchema,
  viewListSchema,
} from '../../../contract/responses/savedViews';
import { queryToStore, refusalFor } from '../../views/storedQuery';
import { addView, changeView, removeView, type ViewRow, viewsOf } from '../../views/viewStore';
import { pathParameter, type SignedInCall, type SignedInRoute } from '../route';
import { jsonBody } from './jsonBody';

const ACCESS = ['reportTickets'] as const;
const NOT_FOUND = { description: 'Unknown, or another user’s' };
const TAKEN = { description: 'The name is taken, or there are too many' };

export const viewListRoute: SignedInRoute = {
  method: 'get',
  path: '/views',
  summary: "The caller's saved views, by name",
  access: ACCESS,
  answers: { 200: { description: 'Views', schema: viewListSchema } },
  async handle({ context, backend, caller, principal }) {
    const views = await viewsOf(backend.state, caller.id);
    return context.json({ views: views.map((view) => toSavedView(view, principal)) });
  },
};

export const viewAddRoute: SignedInRoute = {
  method: 'post',
  path: '/views',
  summary: 'Saves a query of the page under a name',
  access: ACCESS,
  body: newViewSchema,
  answers: { 201: { description: 'Saved', schema: savedViewSchema }, 409: TAKEN },
  async handle({ context, backend, caller, principal }) {
    const body = await jsonBody(context, newViewSchema);
    const query = queryToStore(body.query, principal);
    return context.json(toSavedView(await addView(backend.state, caller.id, { ...body, query }), principal), 201);
  },
};

export const viewChangeRoute: SignedInRoute = {
  method: 'patch',
  path: '/views/{id}',
  summary: 'Renames a saved view, saves another query in it, or makes it the one that the page opens with',
  access: ACCESS,
  body: viewChangeSchema,
  answers: { 200: { description: 'Changed', schema: savedViewSchema }, 404: NOT_FOUND, 409: TAKEN },
  async handle(call) {
    const { context, backend, caller, principal } = call;
    const { query, ...rest } = await jsonBody(context, viewChangeSchema);
    const change = query === undefined ? rest : { ...rest, query: queryToStore(query, principal) };
    return context.json(toSavedView(await changeView(backend.state, caller.id, idOf(call), change), principal));
  },
};

export const viewRemoveRoute: SignedInRoute = {
  method: 'delete',
  path: '/views/{id}',
  summary: 'Deletes a saved view',
  access: ACCESS,
  answers: { 204: { description: 'It is gone' }, 404: NOT_FOUND },
  async handle(call) {
    await removeView(call.backend.state, call.caller.id, idOf(call));
    return call.context.body(null, 204);
  },
};

/** What names a column that the viewer may not see any more keeps its name, and says nothing else. */
function toSavedView({ id, name, query, is_default }: ViewRow, principal: Principal): SavedView {
  return { id, name, query: refusalFor(query, principal) === undefined ? query : null, isDefault: is_default };
}

function idOf({ context }: SignedInCall): string {
  const id = z.uuid().safeParse(pathParameter(context, 'id'));
  if (!id.success) throw new ApiError('notFound', 'No such view');
  return id.data;
}
