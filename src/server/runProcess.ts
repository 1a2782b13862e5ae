import { once } from 'node:events';
import { type Config, readConfig } from './config/config';
import { BAD_SETTINGS, ConfigError } from './config/configError';
import { logger } from './log/logger';
import { DisposalStack } from './process/disposalStack';
import { guardConsole } from './process/terminal';

/** What a process does once its settings are read; what it opens goes to the stack. It returns when all is open. */
export type Open = (config: Config, disposal: DisposalStack, stopped: AbortSignal) => Promise<void>;

/** Opens, waits for a signal, and closes in the opposite order; ends the process. */
export function runProcess(open: Open): void {
  run(open).catch((error: unknown) => {
    // Errors that users can correct are for a person to read.
    if (error instanceof Error && !isBug(error)) console.error(error.message);
    else logger.fatal({ err: error }, 'the process ends');
    process.exit(error instanceof ConfigError ? BAD_SETTINGS : 1);
  });
}

async function run(open: Open): Promise<void> {
  guardConsole();
  // Files with the data of tickets have mode 600.
  process.umask(0o077);
  const config = readConfig(process.env);
  // Where a person reads it on a terminal, a line for each request would push the sign-in link out of sight.
  logger.level = config.logLevel ?? (process.stderr.isTTY ? 'warn' : 'info');
  const stopped = stopSignal();
  const disposal = new DisposalStack();
  try {
    await open(config, disposal, stopped);
    if (!stopped.aborted) await once(stopped, 'abort');
  } catch (error) {
    if (!stopped.aborted) throw error;
  } finally {
    await disposal.disposeAsync();
  }
  process.exit();
}

/** A second signal ends the process at once, as it does by default. */
function stopSignal(): AbortSignal {
  const controller = new AbortController();
  const stop = () => {
    process.off('SIGINT', stop).off('SIGTERM', stop);
    controller.abort();
  };
  process.on('SIGINT', stop).on('SIGTERM', stop);
  return controller.signal;
}

function isBug(error: Error): boolean {
  return error instanceof TypeError || error instanceof ReferenceError || error instanceof RangeError;
}
