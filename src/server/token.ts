import { parseArgs } from 'node:util';
import { z } from 'zod';
import { PERMISSIONS } from '../contract/privacy';
import { loadSecret } from './access/secret';
import { createTokens } from './access/tokens';
import { readConfig } from './config';
import { durationSchema } from './duration';

/** `npm run token -- --email E [--permissions a,b] [--ttl 1h]`: prints a token, alone on its line. */

const optionsSchema = z.object({
  email: z.email({ error: 'is needed: an email address' }),
  permissions: z
    .string()
    .default('reportTickets,exportData')
    .transform((text) => text.split(',').filter((name) => name !== ''))
    .pipe(z.array(z.enum(PERMISSIONS, { error: `must be among ${PERMISSIONS.join(', ')}` }))),
  ttl: durationSchema(366).default(3600),
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
