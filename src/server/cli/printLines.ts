import { BAD_SETTINGS, ConfigError } from '../config/configError';
import { escapeControls } from '../log/escapeControls';

/** What is wrong with arguments, and the usage, in lines. */
export class UsageError extends Error {
  readonly lines: readonly string[];

  constructor(lines: readonly string[]) {
    super(lines[0]);
    this.lines = lines;
  }
}

export function usageError(problem: string, usage: string): UsageError {
  return new UsageError([`${problem}. Usage:`, ...usage.split('\n')]);
}

/** Prints lines, each as one line whatever it holds. */
export function printLines(lines: readonly string[]): void {
  for (const line of lines) console.log(escapeControls(line));
}

/** Prints the message of an error, and ends the command with 1, or as a server whose settings are bad. */
export function printError(error: unknown): void {
  for (const line of linesOf(error)) console.error(escapeControls(line));
  process.exitCode = error instanceof ConfigError ? BAD_SETTINGS : 1;
}

/** As printError, whatever is still open. */
export function endWith(error: unknown): never {
  printError(error);
  process.exit();
}

function linesOf(error: unknown): readonly string[] {
  if (error instanceof UsageError) return error.lines;
  // A line for each setting that is wrong.
  if (error instanceof ConfigError) return error.message.split('\n');
  return [error instanceof Error ? error.message : String(error)];
}
