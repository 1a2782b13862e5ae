import { execFileSync } from 'node:child_process';

/** The arguments that curl gets when bash runs a command of the page, with a token that wrong quoting would break. */
export function curlArguments(command: string): string[] {
  const script = `curl() { printf '%s\\n' "$@"; }; ${command}`;
  const env = { ...process.env, TICKETLENS_TOKEN: 'to ken' };
  return execFileSync('bash', ['-c', script], { encoding: 'utf8', env }).trimEnd().split('\n');
}
