import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, ensureLibreOffice, ensurePostgres, run } from './prepare.mjs';

/**
 * `npm run test:real`: what needs more than Node. The figures of real tickets that lie beside the repository,
 * two servers on one PostgreSQL, workbooks opened by LibreOffice; fails in words where these are missing.
 */

ensureInstalled();
ensureBuilt();
ensurePostgres();
ensureLibreOffice();
run(join('node_modules', '.bin', 'vitest'), ['run', '--mode', 'real']);
