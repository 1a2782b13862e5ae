import { readConfig } from '../config/config';
import { printLines } from './printLines';
import { readArguments } from './readArguments';
import { runningServer } from './runningServer';

/** `npm run link`: prints a new sign-in link of the running server, alone on its line. It works once. */

const USAGE = 'npm run link';

export async function linkCommand(): Promise<void> {
  const { values } = readArguments(USAGE, { options: { help: { type: 'boolean', short: 'h' } } });
  if (values.help === true) {
    printLines([
      USAGE,
      '',
      '  a new sign-in link of the server that has DATA_DIR; it carries every permission, and works once',
    ]);
    return;
  }
  const server = await runningServer(readConfig(process.env), 'link');
  if (server === undefined) throw new Error('No server runs with this DATA_DIR. Start it with npm start.');
  printLines([(await server.api.ask('POST /session/links', { body: { key: server.key } })).url]);
}
