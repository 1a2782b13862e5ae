/**
 * Takes the token of a sign-in link out of the address at once, so that it stays neither in the history nor in a
 * copied link. It is in the fragment, which browsers never send to a server.
 * @returns the token, or null when the address has none.
 */
export function takeTokenFromAddress(location: Location, history: History): string | null {
  const token = tokenOf(location.hash);
  if (token === null) return null;
  history.replaceState(history.state, '', location.pathname + location.search);
  return token;
}

/** The token of a pasted link, or the pasted text itself when it looks like a token. */
export function tokenOfPasted(text: string): string | null {
  const trimmed = text.trim();
  const hash = trimmed.indexOf('#');
  if (hash !== -1) return tokenOf(trimmed.slice(hash));
  return /^[\w-]+\.[\w-]+\.[\w-]+$/.test(trimmed) ? trimmed : null;
}

function tokenOf(hash: string): string | null {
  return new URLSearchParams(hash.replace(/^#/, '')).get('token');
}
