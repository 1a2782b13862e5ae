import { z } from 'zod';
import { PERMISSIONS } from '../../contract/privacy';
import type { ApiToken } from '../../contract/responses/commandResponses';
import { readConfig } from '../config/config';
import { durationSchema } from '../config/duration';
import { printLines, UsageError, usageError } from './printLines';
import { readArguments } from './readArguments';
import { withTokenList } from './tokenList';

/** `npm run token`: prints a new API token, alone on its line; lists those that were issued, and revokes one. */

const DEFAULT_PERMISSIONS = 'reportTickets,exportData';
const DEFAULT_TTL = '1h';
const MAX_DAYS = 366;

const optionsSchema = z.object({
  email: z.email({ error: 'is needed: an email address' }),
  permissions: z
    .string()
    .default(DEFAULT_PERMISSIONS)
    .transform((text) => text.split(',').filter((name) => name !== ''))
    .pipe(z.array(z.enum(PERMISSIONS, { error: `must be among ${PERMISSIONS.join(', ')}` }))),
  ttl: z.string().default(DEFAULT_TTL).pipe(durationSchema(MAX_DAYS)),
});

const USAGE = `npm run token -- --email E [--permissions a,b] [--ttl 1h]
npm run token -- --list
npm run token -- --revoke ID

  --email        whose token it is
  --permissions  among ${PERMISSIONS.join(', ')}; ${DEFAULT_PERMISSIONS} without it
  --ttl          how long it works: a number and s, m, h or d, at most ${MAX_DAYS}d; ${DEFAULT_TTL} without it
  --list         the tokens that were issued, newest first, with their ids
  --revoke       makes a token worthless at once, with the sessions that began with it`;

export async function tokenCommand(): Promise<void> {
  const { values } = readArguments(USAGE, {
    options: {
      email: { type: 'string' },
      permissions: { type: 'string' },
      ttl: { type: 'string' },
      list: { type: 'boolean' },
      revoke: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help === true) {
    printLines(USAGE.split('\n'));
    return;
  }
  const { list = false, revoke: revoked, ...rest } = values;
  if ([list, revoked !== undefined, Object.keys(rest).length > 0].filter(Boolean).length > 1) {
    throw usageError('A new token, --list or --revoke, one at a time', USAGE);
  }
  // Files of the data folder have mode 600.
  process.umask(0o077);
  const config = readConfig(process.env);
  if (list) return withTokenList(config, async (tokens) => printList(await tokens.list()));
  if (revoked !== undefined) {
    return withTokenList(config, async (tokens) => printLines([formatToken(await tokens.revoke(revoked))]));
  }
  const { email, permissions, ttl: ttlSeconds } = readOptions(rest);
  await withTokenList(config, async (tokens) => {
    printLines([await tokens.issue({ holder: email, permissions, ttlSeconds })]);
  });
}

function readOptions(values: Readonly<Record<string, unknown>>): z.infer<typeof optionsSchema> {
  const options = optionsSchema.safeParse(values);
  if (options.success) return options.data;
  const lines = options.error.issues.map((issue) => `--${String(issue.path[0])} ${issue.message}`);
  throw new UsageError([...lines, 'Usage:', ...USAGE.split('\n')]);
}

function printList(tokens: readonly ApiToken[]): void {
  printLines(tokens.length === 0 ? ['No token was issued here.'] : tokens.map(formatToken));
}

function formatToken({ id, holder, permissions, issuedAt, expiresAt, revokedAt }: ApiToken): string {
  const state = revokedAt !== null ? `revoked ${revokedAt}` : new Date(expiresAt) <= new Date() ? 'expired' : 'works';
  return `${id}  ${holder}  ${permissions.join(',')}  issued ${issuedAt}  until ${expiresAt}  ${state}`;
}
