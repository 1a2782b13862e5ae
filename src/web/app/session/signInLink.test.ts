import { expect, test, vi } from 'vitest';
import { takeTokenFromAddress, tokenOfPasted } from './signInLink';
import { mayRedirect, singleSignOnUrl } from './singleSignOn';

const TOKEN = 'abc.DEF-1.gh_i';
const REPORT = 'https://help.example/reporting?filters[0][key]=topic&page=2';

test('the token leaves the address at once, the report stays', () => {
  const replaceState = vi.fn();
  const location = { hash: `#token=${TOKEN}`, pathname: '/reporting', search: '?page=2' } as Location;
  const token = takeTokenFromAddress(location, { state: null, replaceState } as unknown as History);
  expect(token).toBe(TOKEN);
  expect(replaceState).toHaveBeenCalledExactlyOnceWith(null, '', '/reporting?page=2');
});

test('an address without a token is left alone', () => {
  const replaceState = vi.fn();
  const location = { hash: '#elsewhere', pathname: '/reporting', search: '' } as Location;
  expect(takeTokenFromAddress(location, { state: null, replaceState } as unknown as History)).toBeNull();
  expect(replaceState).not.toHaveBeenCalled();
});

test.each([
  [` ${TOKEN}\n`, TOKEN],
  [`https://help.example/reporting?page=2#token=${TOKEN}`, TOKEN],
  ['https://help.example/reporting', null],
  ['https://help.example/reporting#else', null],
  ['hello', null],
  ['', null],
])('of what was pasted, %j, the token is %j', (text, token) => {
  expect(tokenOfPasted(text)).toBe(token);
});

test('single sign-on leads back to this very report', () => {
  const back = encodeURIComponent(REPORT);
  expect(singleSignOnUrl('https://id.example/go?to={returnTo}', REPORT)).toBe(`https://id.example/go?to=${back}`);
  expect(singleSignOnUrl('https://id.example/go?to=%7BreturnTo%7D', REPORT)).toBe(`https://id.example/go?to=${back}`);
  expect(singleSignOnUrl('https://id.example/go', REPORT)).toBe(`https://id.example/go?returnTo=${back}`);
  expect(singleSignOnUrl('https://id.example/go?a=1', REPORT)).toBe(`https://id.example/go?a=1&returnTo=${back}`);
});

test('nobody is sent to sign in round and round', () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  expect(mayRedirect(storage, 1_000_000)).toBe(true);
  expect(mayRedirect(storage, 1_005_000)).toBe(false);
  expect(mayRedirect(storage, 1_060_000)).toBe(true);
});
