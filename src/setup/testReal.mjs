import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, ensurePostgres, run } from './prepare.mjs';

/**
 * `npm run test:real`: what needs more than Node. The figures of real tickets that lie beside the repository, and
 * two servers on one PostgreSQL; fails in words where these are missing.
 */

ensureInstalled();
ensureBuilt();
ensurePostgres();
run(join('node_modules', '.bin', 'vitest'), ['run', '--mode', 'real']);
