import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, ensurePostgres, run } from './prepare.mjs';

/**
 * `npm run bench`: speed beside the bare engine and PostgreSQL. `-- --check` fails where a goal is missed, `-- FILE`
 * measures that one alone.
 */

const [check, files] = [process.argv.includes('--check'), process.argv.slice(2).filter((each) => each !== '--check')];
ensureInstalled();
ensureBuilt();
ensurePostgres();
run(join('node_modules', '.bin', 'vitest'), ['run', '--mode', 'bench', '--silent=false', ...files], {
  env: check ? { BENCH_CHECK: '1' } : {},
});
