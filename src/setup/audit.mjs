import { spawnSync } from 'node:child_process';
import { ROOT } from './prepare.mjs';

/** `npm run audit`: no package may have a known hole of high severity, as far as the registry says. */

const { stdout } = spawnSync('npm', ['audit', '--json', '--fetch-retries=0'], { cwd: ROOT, encoding: 'utf8' });
const counts = read(stdout)?.metadata?.vulnerabilities;
if (counts === undefined) {
  // Mirrors and machines without a network answer no such question.
  console.error('npm audit: the registry does not answer; nothing was checked.');
} else if (counts.high + counts.critical > 0) {
  spawnSync('npm', ['audit', '--audit-level=high'], { cwd: ROOT, stdio: 'inherit' });
  process.exit(1);
} else {
  console.log('npm audit: nothing of high severity is known.');
}

/** @param {string} text */
function read(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
