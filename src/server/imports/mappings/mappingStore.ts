import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type MappingFile, mappingFileSchema } from '../../../contract/columns/mappingFile';
import { ApiError } from '../../../contract/errors';
import { MAX_MAPPINGS } from '../../../contract/responses/savedMappings';
import { holdLock } from '../../state/advisoryLocks';
import type { StateQuery, StateStore } from '../../state/stateStore';

/** The store of mappings that are kept by name, one for everybody. */

const rowSchema = z.object({ id: z.string(), name: z.string(), mapping: mappingFileSchema });
type MappingRow = z.infer<typeof rowSchema>;

/** Sorted by name, ignoring case. */
export function savedMappings(store: StateQuery): Promise<MappingRow[]> {
  return store.rows(rowSchema, 'SELECT id, name, mapping FROM import_mappings ORDER BY lower(name), id');
}

/** @throws ApiError notFound. */
export async function savedMapping(store: StateQuery, id: string): Promise<MappingFile> {
  const row = z.object({ mapping: mappingFileSchema });
  const found = await store.row(row, 'SELECT mapping FROM import_mappings WHERE id = $1', [id]);
  if (found === undefined) throw noSuchMapping();
  return found.mapping;
}

/**
 * Takes the place of one with the same name, whatever its case.
 * @param kept what of the one before stays: columns that its saver cannot see.
 * @throws ApiError conflict when there are too many.
 */
export async function saveMapping(
  store: StateStore,
  userId: string,
  { name, mapping, kept }: { name: string; mapping: MappingFile; kept(before: MappingFile): MappingFile },
): Promise<MappingRow> {
  return store.transaction(async (transaction) => {
    await holdLock(transaction, 'importMappings');
    const all = await savedMappings(transaction);
    const before = all.find((each) => each.name.toLowerCase() === name.toLowerCase());
    if (before === undefined && all.length >= MAX_MAPPINGS)
      throw new ApiError('conflict', `There are ${MAX_MAPPINGS} saved mappings, which is the most`);
    const saved = { ...(before === undefined ? {} : kept(before.mapping)), ...mapping };
    const id = before?.id ?? randomUUID();
    await transaction.query(
      `INSERT INTO import_mappings (id, name, mapping, saved_by, saved_at) VALUES ($1, $2, $3, $4, now())
        ON CONFLICT (id) DO UPDATE SET name = $2, mapping = $3, saved_by = $4, saved_at = now()`,
      [id, name, saved, userId],
    );
    return { id, name, mapping: saved };
  });
}

/** @returns its name. @throws ApiError notFound. */
export async function removeMapping(store: StateQuery, id: string): Promise<string> {
  const row = z.object({ name: z.string() });
  const removed = await store.row(row, 'DELETE FROM import_mappings WHERE id = $1 RETURNING name', [id]);
  if (removed === undefined) throw noSuchMapping();
  return removed.name;
}

function noSuchMapping(): ApiError {
  return new ApiError('notFound', 'No such mapping');
}
