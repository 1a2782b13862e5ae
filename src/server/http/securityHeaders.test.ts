import { describe, expect, test } from 'vitest';
import { readConfig } from '../config/config';
import { createApp } from './app';

const EMBEDDED = { PUBLIC_URL: 'https://reports.example.com', FRAME_ANCESTORS: 'https://desk.example.com' };

async function headersOf(path: string, environment: Record<string, string> = {}): Promise<Headers> {
  const app = createApp(() => undefined, '.', readConfig(environment));
  return (await app.request(`http://127.0.0.1:4173${path}`)).headers;
}

function policyOf(headers: Headers): Record<string, string> {
  const parts = (headers.get('Content-Security-Policy') ?? '').split(';').map((part) => part.trim());
  return Object.fromEntries(parts.map((part) => [part.split(' ')[0] ?? '', part.split(' ').slice(1).join(' ')]));
}

describe('the page', () => {
  test('is in no frame, sends no form and has no other base', async () => {
    const headers = await headersOf('/reporting');
    expect(policyOf(headers)).toMatchObject({
      'frame-ancestors': "'none'",
      'form-action': "'none'",
      'base-uri': "'none'",
      'script-src': "'self'",
    });
    expect(headers.get('X-Frame-Options')).toBe('DENY');
  });

  test.each([
    ['self', "'self'", 'SAMEORIGIN'],
    ['https://desk.example.com', 'https://desk.example.com', null],
    ["'self', https://*.example.com", "'self' https://*.example.com", null],
    ['none', "'none'", 'DENY'],
  ])('is in the frames of %s', async (setting, ancestors, option) => {
    const headers = await headersOf('/reporting', { ...EMBEDDED, FRAME_ANCESTORS: setting });
    expect(policyOf(headers)['frame-ancestors']).toBe(ancestors);
    expect(headers.get('X-Frame-Options')).toBe(option);
  });
});

test('what the API answers runs nothing, and is in frames of the page alone, which downloads in one', async () => {
  const headers = await headersOf('/api/mind/profile');
  expect(policyOf(headers)).toMatchObject({ 'default-src': "'none'", 'frame-ancestors': "'self'" });
  expect(headers.get('X-Frame-Options')).toBe('SAMEORIGIN');
  const embedded = policyOf(await headersOf('/api/mind/profile', EMBEDDED));
  expect(embedded['frame-ancestors']).toBe("'self' https://desk.example.com");
});

test('the document’s page may have its own styles and nothing else', async () => {
  const headers = await headersOf('/api/mind/docs');
  expect(policyOf(headers)).toMatchObject({ 'default-src': "'none'", 'frame-ancestors': "'none'" });
  expect(policyOf(headers)['style-src']).toMatch(/^'sha256-[\w+/]+='$/);
  expect(policyOf(await headersOf('/api/mind/docs/open-api'))['style-src']).toBeUndefined();
});

test.each([
  [{}, null],
  [{ PUBLIC_URL: 'https://reports.example.com' }, 'max-age=15552000'],
  [{ PUBLIC_URL: 'https://reports.example.com', HSTS_INCLUDE_SUBDOMAINS: '1' }, 'max-age=15552000; includeSubDomains'],
  [{ PUBLIC_URL: 'http://reports.example.com' }, null],
])('with %j https is promised for %s', async (environment, promised) => {
  expect((await headersOf('/reporting', environment)).get('Strict-Transport-Security')).toBe(promised);
});

test.each([
  [{ FRAME_ANCESTORS: 'https://desk.example.com' }, 'FRAME_ANCESTORS: needs a PUBLIC_URL that begins with https:'],
  [{ ...EMBEDDED, FRAME_ANCESTORS: '*' }, 'FRAME_ANCESTORS: must be none, self, or origins'],
  [{ ...EMBEDDED, FRAME_ANCESTORS: 'http://desk.example.com' }, 'FRAME_ANCESTORS: must be none, self, or origins'],
  [{ ...EMBEDDED, FRAME_ANCESTORS: 'https://*.com' }, 'FRAME_ANCESTORS: must be none, self, or origins'],
  [{ ...EMBEDDED, FRAME_ANCESTORS: 'https://desk.example.com:99999' }, 'FRAME_ANCESTORS: must be none, self, or'],
  [{ ...EMBEDDED, FRAME_ANCESTORS: 'https://desk..com' }, 'FRAME_ANCESTORS: must be none, self, or origins'],
  [{ ...EMBEDDED, FRAME_ANCESTORS: 'https://desk.example.com/path' }, 'FRAME_ANCESTORS: must be none, self, or'],
  [{ ...EMBEDDED, FRAME_ANCESTORS: "https://a.example; script-src 'unsafe-inline'" }, 'FRAME_ANCESTORS: must be none'],
  [{ START_LINK: 'no' }, 'START_LINK: must be 0 or 1'],
])('%j is refused', (environment, words) => {
  expect(() => readConfig(environment)).toThrow(words);
});
