import { parseArgs } from 'node:util';
import { z } from 'zod';
import { PERMISSIONS } from '../contract/privacy';
import { loadSecret } from './access/secret';
import { createTokens } from './access/tokens';
import { readConfig } from './config';

/** `npm run token -- --email E [--permissions a,b] [--ttl 1h]`: prints a token, alone on its line. */

const UNIT_SECONDS: Record<string, number> = { s: 1, m: 60, h: 3600, d: 86_400 };
const MAX_TTL_SECONDS = 366 * 86_400;

const ttlSchema = z
  .string()
  .regex(/^\d{1,9}[smhd]$/, 'must be a number and s, m, h or d, such as 1h')
  .transform((text) => Number(text.slice(0, -1)) * (UNIT_SECONDS[text.slice(-1)] ?? 0))
  .refine((seconds) => seconds > 0 && seconds <= MAX_TTL_SECONDS, 'must be from 1s to 366d');

const optionsSchema = z.object({
  email: z.email({ error: 'is needed: an email address' }),
  permissions: z
    .string()
    .default('reportTickets,exportData')
    .transform((text) => text.split(',').filter((name) => name !== ''))
    .pipe(z.array(z.enum(PERMISSIONS, { error: `must be among ${PERMISSIONS.join(', ')}` }))),
  ttl: ttlSchema.default(3600),
});

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { email: { type: 'string' }, permissions: { type: 'string' }, ttl: { type: 'string' } },
  });
  const options = optionsSchema.safeParse(values);
  if (!options.success) {
    throw new Error(options.error.issues.map((issue) => `--${String(issue.path[0])} ${issue.message}`).join('\n'));
  }
  const { email, permissions, ttl } = options.data;
  const caller = { id: email, email, name: email, permissions };
  const config = readConfig(process.env);
  console.log(await createTokens(loadSecret(config), config.tokens).issue(caller, 'api', ttl));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
