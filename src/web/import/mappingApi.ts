import type { MappingFile } from '../../contract/columns/mappingFile';
import { addressOf } from '../../contract/endpoints/address';
import { MAPPING_ENDPOINTS } from '../../contract/endpoints/mappingEndpoints';
import type { SavedMapping } from '../../contract/responses/savedMappings';
import { sendDeclared } from '../api/send';

export const mappingUrl = (id: string) => addressOf('GET /mappings/{id}', { id });

export async function getMappings(signal: AbortSignal): Promise<SavedMapping[]> {
  return (await sendDeclared('GET /mappings', MAPPING_ENDPOINTS['GET /mappings'].responses, {}, signal)).body.mappings;
}

export async function postMapping(name: string, mapping: MappingFile): Promise<SavedMapping> {
  const request = { body: { name, mapping } };
  return (await sendDeclared('POST /mappings', MAPPING_ENDPOINTS['POST /mappings'].responses, request)).body;
}

export async function deleteMapping(id: string): Promise<void> {
  await sendDeclared('DELETE /mappings/{id}', MAPPING_ENDPOINTS['DELETE /mappings/{id}'].responses, { path: { id } });
}
