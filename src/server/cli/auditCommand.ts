import { userInfo } from 'node:os';
import { loadSecret } from '../access/secret';
import { entryValues, insertEntries } from '../audit/auditStore';
import { type NewEntry, NO_ORIGIN, nobody } from '../audit/newEntry';
import type { Config } from '../config/config';
import { DisposalStack } from '../process/disposalStack';
import { openState } from '../state/openState';
import type { StateQuery } from '../state/stateStore';

/** What commands do while no server runs stands in the audit as well: nobody asks them who they are. */

export type CommandDeed = Pick<NewEntry, 'kind' | 'rows' | 'detail'> & { program: `npm run ${string}` };

/** The account of the operating system that ran the command. */
export async function recordCommand(state: StateQuery, config: Config, deed: CommandDeed): Promise<void> {
  const entry = { ...nobody(NO_ORIGIN), userId: accountName(), ...deed };
  await insertEntries(state, entryValues([entry], new Date(), config.auditDays));
}

/** As recordCommand, with the store opened for it alone. The caller has locked the folder. */
export async function recordAlone(config: Config, deed: CommandDeed): Promise<void> {
  const disposal = new DisposalStack();
  try {
    await recordCommand(await openState(config, loadSecret(config), disposal), config, deed);
  } finally {
    await disposal.disposeAsync();
  }
}

function accountName(): string {
  try {
    return `account ${userInfo().username}`;
  } catch {
    // A user without an entry in the system's list, as in containers.
    return `account ${process.getuid?.() ?? ''}`.trim();
  }
}
