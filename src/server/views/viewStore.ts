import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { ApiError } from '../../contract/errors';
import {
  MAX_SHARED_VIEWS,
  MAX_SHARED_VIEWS_OF_USER,
  MAX_VIEWS,
  MAX_VIEWS_CHARACTERS,
  type NewView,
  type ViewChange,
} from '../../contract/responses/savedViews';
import { holdLock } from '../state/advisoryLocks';
import type { StateQuery, StateStore } from '../state/stateStore';

/** The store of saved views: what changes them has the user's id, and what is read is the user's own or shared. */

const viewRowSchema = z.object({
  id: z.string(),
  name: z.string(),
  query: z.string(),
  is_default: z.boolean(),
  shared_by: z.string().nullable(),
});
export type ViewRow = z.infer<typeof viewRowSchema>;

const CHANGEABLE = ['name', 'query', 'is_default', 'shared_by'] as const;
const COLUMNS = 'id, name, query, is_default, shared_by';

/** Whose views change. */
export interface ViewOwner {
  userId: string;
  /** What others are told of a view that is shared. */
  name: string;
}

/** Sorted by name, ignoring case. */
export function viewsOf(store: StateQuery, userId: string): Promise<ViewRow[]> {
  const text = `SELECT ${COLUMNS} FROM saved_views WHERE user_id = $1 ORDER BY lower(name), id`;
  return store.rows(viewRowSchema, text, [userId]);
}

/** What others share with everybody. */
export function viewsSharedWith(store: StateQuery, userId: string): Promise<ViewRow[]> {
  const text = `SELECT ${COLUMNS} FROM saved_views WHERE shared_by IS NOT NULL AND user_id != $1 ORDER BY lower(name), id`;
  return store.rows(viewRowSchema, text, [userId]);
}

/** A view that a user can open: their own, or one that is shared. */
export function usableView(store: StateQuery, userId: string, id: string): Promise<ViewRow | undefined> {
  const text = `SELECT ${COLUMNS} FROM saved_views WHERE id = $2 AND (user_id = $1 OR shared_by IS NOT NULL)`;
  return store.row(viewRowSchema, text, [userId, id]);
}

/** Those of some views that a user can open. */
export function usableViews(store: StateQuery, userId: string, ids: readonly string[]): Promise<ViewRow[]> {
  const text = `SELECT ${COLUMNS} FROM saved_views WHERE id = ANY($2::uuid[]) AND (user_id = $1 OR shared_by IS NOT NULL)`;
  return store.rows(viewRowSchema, text, [userId, [...ids]]);
}

export function defaultViewOf(store: StateQuery, userId: string): Promise<ViewRow | undefined> {
  const text = `SELECT ${COLUMNS} FROM saved_views WHERE user_id = $1 AND is_default`;
  return store.row(viewRowSchema, text, [userId]);
}

export async function addView(store: StateStore, { userId, name }: ViewOwner, view: NewView): Promise<ViewRow> {
  return changing(store, userId, async (transaction, views) => {
    if (views.length >= MAX_VIEWS) throw new ApiError('conflict', `You have ${MAX_VIEWS} views, which is the most`);
    const row = {
      id: randomUUID(),
      name: view.name,
      query: view.query,
      is_default: view.isDefault ?? false,
      shared_by: view.isShared === true ? name : null,
    };
    if (row.shared_by !== null) await requireRoomToShare(transaction, views);
    refuseTaken(views, row);
    refuseTooLong(views, row);
    if (row.is_default) await dropDefault(transaction, userId);
    await transaction.query(
      `INSERT INTO saved_views (id, user_id, name, query, is_default, shared_by, saved_at)
       VALUES ($1, $2, $3, $4, $5, $6, now())`,
      [row.id, userId, row.name, row.query, row.is_default, row.shared_by],
    );
    return row;
  });
}

/** @throws ApiError notFound for a view that is unknown or another user's. */
export async function changeView(
  store: StateStore,
  owner: ViewOwner,
  id: string,
  change: ViewChange,
): Promise<ViewRow> {
  const { userId } = owner;
  return changing(store, userId, async (transaction, views) => {
    const old = views.find((each) => each.id === id);
    if (old === undefined) throw noSuchView();
    const {
      name = old.name,
      query = old.query,
      isDefault = old.is_default,
      isShared = old.shared_by !== null,
    } = change;
    const row = { id, name, query, is_default: isDefault, shared_by: isShared ? owner.name : null };
    if (isShared && old.shared_by === null) await requireRoomToShare(transaction, views);
    refuseTaken(views, row);
    if (row.query.length > old.query.length) refuseTooLong(views, row);
    if (row.is_default && !old.is_default) await dropDefault(transaction, userId);
    // A query that stays is not written anew: it can be long.
    const changed = CHANGEABLE.filter((column) => row[column] !== old[column]);
    const texts = changed.map((column, at) => `${column} = $${at + 3}`);
    await transaction.query(
      `UPDATE saved_views SET ${[...texts, 'saved_at = now()'].join(', ')} WHERE user_id = $1 AND id = $2`,
      [userId, id, ...changed.map((column) => row[column])],
    );
    return row;
  });
}

/** @throws ApiError notFound for a view that is unknown or another user's. */
export async function removeView(store: StateStore, userId: string, id: string): Promise<void> {
  const removed = await store.query('DELETE FROM saved_views WHERE user_id = $1 AND id = $2 RETURNING id', [
    userId,
    id,
  ]);
  if (removed.length === 0) throw noSuchView();
}

function changing<T>(
  store: StateStore,
  userId: string,
  change: (transaction: StateQuery, views: readonly ViewRow[]) => Promise<T>,
): Promise<T> {
  return store.transaction(async (transaction) => {
    await holdLock(transaction, 'viewsOfUser', userId);
    return change(transaction, await viewsOf(transaction, userId));
  });
}

const sharedSchema = z.object({ shared: z.coerce.number() });

/** Everybody's list has them all. */
async function requireRoomToShare(transaction: StateQuery, own: readonly ViewRow[]): Promise<void> {
  if (own.filter((each) => each.shared_by !== null).length >= MAX_SHARED_VIEWS_OF_USER) {
    throw new ApiError('conflict', `You share ${MAX_SHARED_VIEWS_OF_USER} views, which is the most`, {
      parameter: 'isShared',
    });
  }
  await holdLock(transaction, 'sharedViews', '');
  const text = 'SELECT count(*) AS shared FROM saved_views WHERE shared_by IS NOT NULL';
  const found = await transaction.row(sharedSchema, text);
  if ((found?.shared ?? 0) < MAX_SHARED_VIEWS) return;
  throw new ApiError('conflict', `${MAX_SHARED_VIEWS} views are shared, which is the most`, { parameter: 'isShared' });
}

async function dropDefault(transaction: StateQuery, userId: string): Promise<void> {
  await transaction.query('UPDATE saved_views SET is_default = false WHERE user_id = $1 AND is_default', [userId]);
}

function refuseTaken(views: readonly ViewRow[], { id, name }: ViewRow): void {
  const isTaken = (each: ViewRow) => each.id !== id && each.name.toLowerCase() === name.toLowerCase();
  if (views.some(isTaken)) throw new ApiError('conflict', `You have a view named "${name}"`, { parameter: 'name' });
}

function refuseTooLong(views: readonly ViewRow[], { id, query }: ViewRow): void {
  const others = views.filter((each) => each.id !== id).reduce((sum, each) => sum + each.query.length, 0);
  if (others + query.length <= MAX_VIEWS_CHARACTERS) return;
  throw new ApiError('conflict', 'Your views are too long together', {
    parameter: 'query',
    allowed: `${MAX_VIEWS_CHARACTERS} characters in all of them: delete one, or share a long report by a short link`,
  });
}

function noSuchView(): ApiError {
  return new ApiError('notFound', 'No such view');
}
