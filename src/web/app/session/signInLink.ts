import { parseJson } from '../../../contract/format/parseJson';
import type { Credential } from '../../api/client';
import { takeState } from './singleSignOn';

/** Something to sign in with, and where the page has it from. */
export type Brought = Credential & {
  /** It came back from a single sign-on that this browser began. */
  isBound?: boolean;
  /** The user typed it. */
  isPasted?: boolean;
};

/**
 * Takes what the address brings for signing in out of it at once, so that it stays neither in the history nor in a
 * copied link. A credential is in the fragment, which browsers never send to a server.
 * @returns null when the address has none.
 */
export function takeFromAddress(
  location: Pick<Location, 'hash' | 'pathname' | 'search'>,
  history: Pick<History, 'state' | 'replaceState'>,
  storage: Pick<Storage, 'getItem' | 'removeItem'>,
): Brought | null {
  const credential = credentialIn(location.hash);
  const { search, isBound } = takeState(location.search, storage);
  if (credential === null && search === location.search) return null;
  history.replaceState(history.state, '', location.pathname + search);
  return credential === null ? null : { ...credential, isBound };
}

/** The credential of a pasted link, or the pasted text itself when it looks like a token. */
export function readPasted(text: string): Brought | null {
  const trimmed = text.trim();
  const hash = trimmed.indexOf('#');
  const credential = hash === -1 ? tokenIn(trimmed) : credentialIn(trimmed.slice(hash));
  return credential === null ? null : { ...credential, isPasted: true };
}

function tokenIn(text: string): Credential | null {
  return /^[\w-]+\.[\w-]+\.[\w-]+$/.test(text) ? { token: text } : null;
}

function credentialIn(hash: string): Credential | null {
  const named = new URLSearchParams(hash.replace(/^#/, ''));
  const [code, token] = [named.get('link'), named.get('token')];
  if (code !== null) return { code };
  return token === null ? null : { token };
}

/** Whether this installation has issued the token, by `npm run token`: no single sign-on returns such a one. */
export function isOwnToken(token: string): boolean {
  const [header = ''] = token.split('.');
  try {
    const read: unknown = parseJson(atob(header.replaceAll('-', '+').replaceAll('_', '/')));
    return typeof read === 'object' && read !== null && 'typ' in read && read.typ === 'ticketlens+jwt';
  } catch {
    return false;
  }
}
