import { existsSync } from 'node:fs';
import { type MappingFile, mappingFileSchema } from '../../contract/columns/mappingFile';
import { loadSecret } from '../access/secret';
import type { Config } from '../config/config';
import { savedMappings } from '../imports/mappings/mappingStore';
import { lockDataDir } from '../process/dataDirLock';
import { DisposalStack } from '../process/disposalStack';
import { openState } from '../state/openState';
import type { RunningServer } from './runningServer';

/** Whether `--mapping` names a file and not a saved mapping, whose name has no place for what paths have. */
export function isMappingFile(given: string): boolean {
  return existsSync(given) || /[\\/]|\.json$/i.test(given);
}

/** The mapping that was saved under a name, whatever its case. @throws Error with the names that there are. */
export async function namedMapping(
  name: string,
  server: RunningServer | undefined,
  config: Config,
): Promise<MappingFile> {
  const mappings =
    server === undefined ? await storedAlone(config) : (await server.api.ask('GET /mappings', {})).mappings;
  const found = mappings.find((each) => each.name.toLowerCase() === name.toLowerCase());
  if (found !== undefined) return mappingFileSchema.parse(found.mapping);
  const names = mappings.map((each) => each.name).join(', ');
  throw new Error(`--mapping ${name}: neither a file nor a saved mapping; saved are: ${names || 'none'}`);
}

async function storedAlone(config: Config) {
  const lock = lockDataDir(config.dataDir);
  const disposal = new DisposalStack();
  disposal.defer(() => lock.release());
  try {
    return await savedMappings(await openState(config, loadSecret(config), disposal));
  } finally {
    await disposal.disposeAsync();
  }
}
