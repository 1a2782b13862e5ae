import { z } from 'zod';
import { parseJson } from '../../../contract/format/parseJson';
import type { SignedIn } from '../../api/client';
import { storage } from '../../api/storage';

/** Who was signed in in this browser last, kept until they sign out: nobody must take their place unnoticed. */

const KEY = 'ticketlens.user';
const userSchema = z.object({ key: z.string(), name: z.string(), mail: z.string() });
type LastUser = z.infer<typeof userSchema>;

export function rememberUser({ user, profile }: SignedIn): void {
  const last: LastUser = { key: user, name: profile.name, mail: profile.email };
  storage.setItem(KEY, JSON.stringify(last));
}

export function lastUser(): LastUser | undefined {
  return userSchema.safeParse(parseJson(storage.getItem(KEY) ?? '')).data;
}

export function forgetUser(): void {
  storage.removeItem(KEY);
}
