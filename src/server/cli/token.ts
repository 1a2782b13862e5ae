import { z } from 'zod';
import { PERMISSIONS } from '../../contract/privacy';
import { loadSecret } from '../access/secret';
import { createTokens } from '../access/tokens';
import { readConfig } from '../config/config';
import { durationSchema } from '../config/duration';
import { readArguments } from './readArguments';

/** `npm run token -- --email E [--permissions a,b] [--ttl 1h]`: prints a token, alone on its line. */

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

  --email        whose token it is
  --permissions  among ${PERMISSIONS.join(', ')}; ${DEFAULT_PERMISSIONS} without it
  --ttl          how long it works: a number and s, m, h or d, at most ${MAX_DAYS}d; ${DEFAULT_TTL} without it`;

async function main(): Promise<void> {
  const { values } = readArguments(USAGE, {
    options: {
      email: { type: 'string' },
      permissions: { type: 'string' },
      ttl: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help === true) {
    console.log(USAGE);
    return;
  }
  const options = optionsSchema.safeParse(values);
  if (!options.success) {
    const lines = options.error.issues.map((issue) => `--${String(issue.path[0])} ${issue.message}`);
    throw new Error([...lines, 'Usage:', USAGE].join('\n'));
  }
  const { email, permissions, ttl } = options.data;
  const user = { id: email, email, name: email, permissions };
  const config = readConfig(process.env);
  console.log(await createTokens(loadSecret(config), config.tokens).issue(user, 'api', ttl));
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
});
