import { join } from 'node:path';
import { ensureInstalled, run } from './prepare.mjs';

/** `npm run test:real`: the figures of real tickets that lie beside the repository; fails where they are missing. */

ensureInstalled();
run(join('node_modules', '.bin', 'vitest'), ['run', '--mode', 'real']);
