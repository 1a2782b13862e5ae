import { destination, pino, stdTimeFunctions } from 'pino';
import { describeError } from './describeError';
import { escapeControls } from './escapeControls';

/** As the caller's own guard: nothing here logs headers or bodies. */
const SECRETS = ['authorization', 'cookie', 'token', 'password'];

const stderr = destination({ dest: 2, sync: true });
let output: { write(line: string): void } = stderr;

/**
 * The server's log: JSON lines on stderr. What a person reads on the terminal (links, errors of the settings) is plain
 * text and does not pass through here. Errors go under `err`; no line may hold anything of a ticket, a filter's value
 * or a token.
 */
export const logger = pino(
  {
    level: 'warn',
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { err: describeError },
    redact: { paths: SECRETS.flatMap((name) => [name, `*.${name}`]), censor: '[redacted]' },
  },
  // JSON escapes a part of what a terminal obeys.
  { write: (line: string) => output.write(`${escapeControls(line.trimEnd())}\n`) },
);

/** Sends the lines elsewhere, as tests do that read them. @returns what sends them to stderr again. */
export function divertLog(to: { write(line: string): void }): () => void {
  output = to;
  return () => {
    output = stderr;
  };
}
