import { type MappingFile, partsOf } from '../../../contract/columns/mappingFile';
import { STORED_COLUMN_IDS, storedColumnsOf } from '../../../contract/columns/columns';
import type { MAPPING_ENDPOINTS } from '../../../contract/endpoints/mappingEndpoints';
import { type Principal, visibleColumns } from '../../../contract/privacy';
import { ownerOf } from '../../access/principal';
import { removeMapping, saveMapping, savedMapping, savedMappings } from '../../imports/mappings/mappingStore';
import { type HandlersOf, NO_CONTENT, ok } from '../call/handler';
import { readMapping } from './readMapping';

/** Mappings of imports that are kept by name. */
export const mappingHandlers: HandlersOf<typeof MAPPING_ENDPOINTS> = {
  async 'GET /mappings'({ backend, principal }) {
    const all = await savedMappings(backend.state);
    return ok({ mappings: all.map((each) => ({ ...each, mapping: withColumns(each.mapping, visible(principal)) })) });
  },

  async 'POST /mappings'({ backend, principal, body }) {
    const { values, unknownValues, suggest, ...columns } = body.mapping;
    const mapping = { ...readMapping(columns, principal), ...definedOf({ values, unknownValues, suggest }) };
    const isHidden = (id: string) => !visible(principal).some((each) => each === id);
    const kept = (before: MappingFile) => partsOf(withColumns(before, STORED_COLUMN_IDS.filter(isHidden))).mapping;
    const saved = await saveMapping(backend.state, ownerOf(principal), { name: body.name, mapping, kept });
    return ok({ ...saved, mapping: withColumns(saved.mapping, visible(principal)) });
  },

  async 'GET /mappings/{id}'({ backend, principal, path }) {
    return ok(withColumns(await savedMapping(backend.state, path.id), visible(principal)));
  },

  async 'DELETE /mappings/{id}'({ backend, path }) {
    await removeMapping(backend.state, path.id);
    return NO_CONTENT;
  },
};

function visible(principal: Principal): readonly string[] {
  return storedColumnsOf(visibleColumns(principal));
}

/** With those of its columns alone. */
function withColumns(mapping: MappingFile, columns: readonly string[]): MappingFile {
  const isOther = (name: string) => !STORED_COLUMN_IDS.some((id) => id === name);
  return Object.fromEntries(Object.entries(mapping).filter(([name]) => isOther(name) || columns.includes(name)));
}

function definedOf<T extends object>(object: T): Partial<T> {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined)) as Partial<T>;
}
