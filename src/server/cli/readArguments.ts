import { type ParseArgsConfig, parseArgs } from 'node:util';
import { usageError } from './printLines';

/**
 * Parses the arguments of a command.
 * @throws UsageError that names an unknown option, with the usage.
 */
export function readArguments<T extends ParseArgsConfig>(usage: string, config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    // The rest of the message advises on file names that begin with a hyphen.
    const [words] = error instanceof Error ? error.message.split('. ') : [];
    throw usageError(words ?? 'The options are not understood', usage);
  }
}
