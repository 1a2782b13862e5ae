import { columnMappingSchema } from '../../../contract/columns/columnMapping';
import { storedColumnsOf } from '../../../contract/columns/columns';
import { type MappingFile, partsOf, wordingOf } from '../../../contract/columns/mappingFile';
import type { MAPPING_ENDPOINTS } from '../../../contract/endpoints/mappingEndpoints';
import { type Principal, visibleColumns } from '../../../contract/privacy';
import { type NamedMapping, namedMappingSchema } from '../../../contract/responses/savedMappings';
import { ownerOf } from '../../access/principal';
import { removeMapping, savedMapping, savedMappings, saveMapping } from '../../imports/mappings/mappingStore';
import { actorOf } from '../call/auditing';
import { type HandlersOf, NO_CONTENT, ok } from '../call/handler';
import { readMapping } from './readMapping';

/** Mappings of imports that are kept by name. */
export const mappingHandlers: HandlersOf<typeof MAPPING_ENDPOINTS> = {
  async 'GET /mappings'({ backend, principal }) {
    const all = await savedMappings(backend.state);
    return ok({ mappings: all.map((each) => ({ ...each, mapping: withColumns(each.mapping, visible(principal)) })) });
  },

  async 'POST /mappings'(call) {
    const { backend, principal, body } = call;
    const { values, unknownValues, suggest, ...columns } = body.mapping;
    const mapping = { ...readMapping(columns, principal), ...wordingOf({ values, unknownValues, suggest }) };
    const isHidden = (id: string) => !visible(principal).some((each) => each === id);
    const kept = (before: MappingFile) =>
      columnMappingSchema.parse(
        Object.fromEntries(Object.entries(partsOf(before).mapping).filter(([id]) => isHidden(id))),
      );
    const saved = await saveMapping(backend.state, ownerOf(principal), { name: body.name, mapping, kept });
    backend.audit.note({ kind: 'mappingSaved', ...actorOf(call), detail: saved.name });
    return ok({ ...saved, mapping: withColumns(saved.mapping, visible(principal)) });
  },

  async 'GET /mappings/{id}'({ backend, principal, path }) {
    return ok(withColumns(await savedMapping(backend.state, path.id), visible(principal)));
  },

  async 'DELETE /mappings/{id}'(call) {
    const { backend, path } = call;
    const name = await removeMapping(backend.state, path.id);
    backend.audit.note({ kind: 'mappingDeleted', ...actorOf(call), detail: name });
    return NO_CONTENT;
  },
};

function visible(principal: Principal): readonly string[] {
  return storedColumnsOf(visibleColumns(principal));
}

/** With those of its columns alone. */
function withColumns(file: MappingFile, columns: readonly string[]): NamedMapping {
  const { mapping, wording } = partsOf(file);
  const shown = Object.entries(mapping).filter(([name]) => columns.includes(name));
  return namedMappingSchema.parse({ ...Object.fromEntries(shown), ...wording });
}
