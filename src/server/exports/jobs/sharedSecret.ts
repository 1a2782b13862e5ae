import { z } from 'zod';
import { logger } from '../../log/logger';
import { holdLock } from '../../state/advisoryLocks';
import type { RowKeys } from '../../state/rowKeys';
import type { StateStore } from '../../state/stateStore';

const keySchema = z.object({ key_check: z.string() });

/**
 * Servers on one store must share their secret: with one of its own, a server would take the others' jobs for forged,
 * and end them.
 * @throws Error in plain words when this is not the secret that the store's jobs are signed with.
 */
export async function requireSharedSecret(state: StateStore, keys: RowKeys): Promise<void> {
  await state.transaction(async (query) => {
    await holdLock(query, 'signingKey');
    const known = await query.row(keySchema, 'SELECT key_check FROM signing_key');
    if (known?.key_check === keys.check) return;
    if (known !== undefined && state.shared) {
      throw new Error(
        'JWT_SECRET (without it: DATA_DIR/secret): is not the one of the other servers on this DATABASE_URL: all of them must share one, since jobs are ' +
          'signed with it. If it was changed on purpose, stop all of them and run "DELETE FROM signing_key" in that ' +
          'database; exports that were asked for before can then be neither made nor downloaded, and have to be asked for again.',
      );
    }
    if (known !== undefined) {
      logger.warn(
        'JWT_SECRET (without it: DATA_DIR/secret): is not the one that exports were signed with so far; those can be neither made nor downloaded any more, and have to be asked for again.',
      );
    }
    await query.query('DELETE FROM signing_key');
    await query.query('INSERT INTO signing_key (key_check) VALUES ($1)', [keys.check]);
  });
}
