import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** What of a job decides whose it is, what is made and where it goes: all of it is signed. */
export interface SignedRow {
  id: string;
  user_id: string;
  caller: { id: string; email: string; name: string; permissions: readonly string[]; fromProvider?: true | undefined };
  /** The canonical request, its format included. */
  query: string;
  deliver_to: string;
  /** Privacy level of the server as of then; null in rows of versions that did not store it. */
  level: string | null;
  signed_at: Date;
}

/**
 * Keys for rows of the state store, so that whoever can write to the store cannot have anything made in the name of
 * others, and whoever can read it does not recognise users by hashes.
 */
export interface RowKeys {
  sign(row: SignedRow): string;
  isSigned(row: Omit<SignedRow, 'signed_at'> & { signed_at: Date | null; signature: string | null }): boolean;
  /** Stands for a user where others may read it: the same for each, and nothing to guess them by. */
  userTag(userId: string): string;
  /** Proves that a link to unsubscribe was made here: of a schedule and one of its recipients. */
  unsubscribeTag(scheduleId: string, userId: string): string;
  /** Tells whether two processes have the same keys. */
  readonly check: string;
}

/** One key for each purpose (HKDF, RFC 5869): none of them, nor a value made with it, tells of another. */
const LABELS = {
  signature: 'ticketlens job signature',
  user: 'ticketlens user tag',
  unsubscribe: 'ticketlens unsubscribe',
  check: 'ticketlens row keys',
};

/** @param secret of the server (access/secret.ts); processes that share a store must share it. */
export function createRowKeys(secret: Uint8Array): RowKeys {
  const keyOf = (label: string) => new Uint8Array(hkdfSync('sha256', secret, '', label, 32));
  const hmac = (key: Uint8Array, text: string) => createHmac('sha256', key).update(text);
  const [signing, users, checking] = [keyOf(LABELS.signature), keyOf(LABELS.user), keyOf(LABELS.check)];
  const unsubscribing = keyOf(LABELS.unsubscribe);
  const sign = (row: SignedRow) => hmac(signing, signedText(row)).digest('base64url');
  return {
    sign,
    isSigned({ signature, signed_at, ...row }) {
      if (signature === null || signed_at === null) return false;
      const [given, right] = [Buffer.from(signature), Buffer.from(sign({ ...row, signed_at }))];
      return given.length === right.length && timingSafeEqual(given, right);
    },
    userTag: (userId) => hmac(users, userId).digest('hex').slice(0, TAG_LENGTH),
    unsubscribeTag: (scheduleId, userId) =>
      hmac(unsubscribing, JSON.stringify([scheduleId, userId])).digest('base64url'),
    check: hmac(checking, '').digest('base64url'),
  };
}

/** 96 bits: no two users share one, and it fits into names of files. */
const TAG_LENGTH = 24;

/** Never changed: rows are signed with it. The names of the values are not part of it, their order is. */
function signedText({ id, user_id, caller, query, deliver_to, level, signed_at }: SignedRow): string {
  const who = [caller.id, caller.email, caller.name, caller.permissions, caller.fromProvider === true];
  return JSON.stringify([1, id, user_id, who, query, deliver_to, level, signed_at.toISOString()]);
}
