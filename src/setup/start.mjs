import { join } from 'node:path';
import { ensureBuilt, ensureInstalled, ensureRuntimeInstalled, isBuildAlone, isBuilt, ROOT } from './prepare.mjs';

/** `npm start`, and with a name the other commands of the built server: `node src/setup/start.mjs import FILE`. */

const [command = 'main', ...args] = process.argv.slice(2);
if (!isBuildAlone()) {
  if (isBuilt()) {
    ensureRuntimeInstalled();
  } else {
    ensureInstalled();
    ensureBuilt();
  }
}
process.argv = [process.argv[0] ?? 'node', command, ...args];
await import(join(ROOT, 'dist', 'server', `${command}.js`));
