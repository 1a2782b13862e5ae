import { z } from 'zod';

/** What commands are told. API tokens are listed where they were issued; the tokens themselves are told once and kept nowhere. */

export const newApiTokenSchema = z.object({
  /** Whose it is: an email address. */
  holder: z.email(),
  permissions: z.array(z.string()),
  ttlSeconds: z.int().positive(),
});
export type NewApiToken = z.infer<typeof newApiTokenSchema>;

export const issuedTokenSchema = z.object({ token: z.string() });

const instant = z.iso.datetime();

export const apiTokenSchema = z.object({
  id: z.string(),
  holder: z.string(),
  permissions: z.array(z.string()),
  issuedAt: instant,
  expiresAt: instant,
  revokedAt: instant.nullable(),
});
export type ApiToken = z.infer<typeof apiTokenSchema>;

export const apiTokenListSchema = z.object({ tokens: z.array(apiTokenSchema) });

/** Of the newest back-up into a folder. */
export const backupStatusSchema = z.object({
  state: z.enum(['running', 'done', 'failed']),
  /** Tickets of one that is done. */
  rows: z.int().nonnegative(),
  /** Why it failed. */
  problem: z.string().nullable(),
});
export type BackupStatus = z.infer<typeof backupStatusSchema>;

export const signInLinkSchema = z.object({ url: z.string() });
