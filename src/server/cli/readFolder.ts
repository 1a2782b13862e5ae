import { printLines, usageError } from './printLines';
import { readArguments } from './readArguments';

/** The one folder that a command is given. @returns undefined when the usage was asked for, and printed. @throws UsageError */
export function readFolder(usage: string): string | undefined {
  const { values, positionals } = readArguments(usage, {
    options: { help: { type: 'boolean', short: 'h' } },
    allowPositionals: true,
  });
  if (values.help === true) {
    printLines(usage.split('\n'));
    return undefined;
  }
  const [folder, ...others] = positionals;
  if (folder === undefined || folder === '' || others.length > 0) throw usageError('One folder is needed', usage);
  return folder;
}
