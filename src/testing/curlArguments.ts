import { execFileSync } from 'node:child_process';

/** What curl is given when bash runs a command of the page; the token is one that quoting could break. */
export function curlArguments(command: string): string[] {
  const script = `curl() { printf '%s\\n' "$@"; }; ${command}`;
  const env = { ...process.env, TICKETLENS_TOKEN: 'to ken' };
  return execFileSync('bash', ['-c', script], { encoding: 'utf8', env }).trimEnd().split('\n');
}
