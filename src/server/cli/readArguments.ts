import { type ParseArgsConfig, parseArgs } from 'node:util';

/**
 * The arguments of a command.
 * @throws Error that names an option which the command does not know, and tells its usage.
 */
export function readArguments<T extends ParseArgsConfig>(usage: string, config: T): ReturnType<typeof parseArgs<T>> {
  try {
    return parseArgs(config);
  } catch (error) {
    // After its first sentence the message advises on how to name a file like that.
    const [words] = error instanceof Error ? error.message.split('. ') : [];
    throw new Error(`${words ?? 'The options are not understood'}. Usage:\n${usage}`);
  }
}
