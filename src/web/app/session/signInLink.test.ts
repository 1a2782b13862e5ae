import { expect, test, vi } from 'vitest';
import { isOwnToken, readPasted, takeFromAddress } from './signInLink';
import { boundReturn, mayRedirect, singleSignOnUrl, takeState } from './singleSignOn';

const TOKEN = 'abc.DEF-1.gh_i';
const REPORT = 'https://help.example/reporting?filters[0][key]=topic&page=2';

function storage() {
  const kept = new Map<string, string>();
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
}

function take(hash: string, search = '?page=2', kept = storage()) {
  const replaceState = vi.fn();
  const taken = takeFromAddress({ hash, search, pathname: '/reporting' }, { state: null, replaceState }, kept);
  return { taken, replaceState };
}

test.each([
  [`#token=${TOKEN}`, { token: TOKEN, isBound: false }],
  ['#link=C0de_-', { code: 'C0de_-', isBound: false }],
])('what %s brings leaves the address at once, the report stays', (hash, brought) => {
  const { taken, replaceState } = take(hash);
  expect(taken).toEqual(brought);
  expect(replaceState).toHaveBeenCalledExactlyOnceWith(null, '', '/reporting?page=2');
});

test('an address that brings nothing is left alone', () => {
  const { taken, replaceState } = take('#elsewhere', '');
  expect(taken).toBeNull();
  expect(replaceState).not.toHaveBeenCalled();
});

test.each([
  [` ${TOKEN}\n`, { token: TOKEN, isPasted: true }],
  [`https://help.example/reporting?page=2#token=${TOKEN}`, { token: TOKEN, isPasted: true }],
  ['http://127.0.0.1:4173/reporting#link=C0de_-', { code: 'C0de_-', isPasted: true }],
  ['https://help.example/reporting', null],
  ['https://help.example/reporting#else', null],
  ['hello', null],
  ['', null],
])('of what was pasted, %j, this is read: %j', (text, credential) => {
  expect(readPasted(text)).toEqual(credential);
});

test('a token of npm run token is told from one of single sign-on', () => {
  const headed = (header: object) => `${Buffer.from(JSON.stringify(header)).toString('base64url')}.e30.x`;
  expect(isOwnToken(headed({ alg: 'HS256', typ: 'ticketlens+jwt' }))).toBe(true);
  expect(isOwnToken(headed({ alg: 'HS256', typ: 'JWT' }))).toBe(false);
  expect(isOwnToken(headed({ alg: 'RS256', kid: '??>>' }))).toBe(false);
  for (const text of ['', '.', '%.%.%', 'null']) expect(isOwnToken(text)).toBe(false);
});

test('single sign-on leads back to this very report', () => {
  const back = encodeURIComponent(REPORT);
  expect(singleSignOnUrl('https://id.example/go?to={returnTo}', REPORT)).toBe(`https://id.example/go?to=${back}`);
  expect(singleSignOnUrl('https://id.example/go?to=%7BreturnTo%7D', REPORT)).toBe(`https://id.example/go?to=${back}`);
  expect(singleSignOnUrl('https://id.example/go', REPORT)).toBe(`https://id.example/go?returnTo=${back}`);
  expect(singleSignOnUrl('https://id.example/go?a=1', REPORT)).toBe(`https://id.example/go?a=1&returnTo=${back}`);
});

test('the way back is bound to this browser, whatever report it leads to, and serves once', () => {
  for (const report of [REPORT, 'https://help.example/reporting']) {
    const kept = storage();
    const back = new URL(boundReturn(`${report}#old`, kept));
    expect(back.href).toMatch(/[?&]state=\d+-\d+-\d+-\d+$/);
    // Another tab that is sent there meanwhile is bound by the same value.
    expect(boundReturn(report, kept)).toBe(back.href);
    const first = take(`#token=${TOKEN}`, back.search, kept);
    expect(first.taken).toEqual({ token: TOKEN, isBound: true });
    expect(first.replaceState).toHaveBeenCalledExactlyOnceWith(null, '', report.replace('https://help.example', ''));
    expect(take(`#token=${TOKEN}`, back.search, kept).taken).toEqual({ token: TOKEN, isBound: false });
  }
});

test.each(['?state=guessed', '?page=2&state=', '?state=', ''])('%j is nobody’s way back', (search) => {
  expect(takeState(search, storage()).isBound).toBe(false);
  const kept = storage();
  boundReturn(REPORT, kept);
  expect(takeState(search, kept).isBound).toBe(false);
});

test('single sign-on that leads back without a token leaves no state in the address', () => {
  const { taken, replaceState } = take('', '?state=1-2-3-4&page=2');
  expect(taken).toBeNull();
  expect(replaceState).toHaveBeenCalledExactlyOnceWith(null, '', '/reporting?page=2');
});

test('nobody is sent to sign in round and round', () => {
  const kept = storage();
  expect(mayRedirect(kept, 1_000_000)).toBe(true);
  expect(mayRedirect(kept, 1_005_000)).toBe(false);
  expect(mayRedirect(kept, 1_060_000)).toBe(true);
});
