import { afterEach, describe, expect, test, vi } from 'vitest';
import { cancelJob, getPreview, getProfile, jobFileUrl, prepareExport, readJobsEvent, signIn, signOut } from './client';
import type { ApiFailure } from './failure';
import { sessionTimeLeft } from './user';

const PROFILE = {
  id: 'a',
  email: 'anna@example.com',
  name: 'Anna',
  permissions: ['reportTickets'],
  privacyLevel: 'full',
  hiddenColumns: [],
  timeZone: 'Europe/Berlin',
  limits: { syncRows: { xlsx: 1, csv: 2, json: 3, ndjson: 4, parquet: 5 } },
  defaultFormat: 'csv',
  dataAsOf: null,
  demoData: true,
  sync: null,
  defaultView: null,
};

/** Answers every request in the same way and keeps what was asked. */
function answering(status: number, body: unknown, headers: Record<string, string> = {}) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const empty = status === 204;
  const fake = vi.fn(
    async (_url: string, _init: RequestInit) => new Response(empty ? null : text, { status, headers }),
  );
  vi.stubGlobal('fetch', fake);
  return fake;
}

function failing(error: Error, onLine = true): void {
  vi.stubGlobal('fetch', async () => Promise.reject(error));
  vi.stubGlobal('navigator', { onLine });
}

async function failureOf(request: Promise<unknown>): Promise<ApiFailure> {
  return request.then(
    () => expect.fail('it was answered'),
    (error: ApiFailure) => error,
  );
}

afterEach(() => vi.unstubAllGlobals());

test('parameters are encoded, and the answer is parsed', async () => {
  const fetch = answering(200, { data: [{ id: 1, topic: null }], total: 1, columns: [], availableFilters: [] });
  const preview = await getPreview({
    query: { filters: [{ key: 'topic', comparator: '=', value: 'a&b' }] },
    parameters: { limit: 2 },
  });
  expect(fetch.mock.calls[0]?.[0]).toBe(
    '/api/mind/export/reporting_tickets/preview?filters[0][key]=topic&filters[0][comparator]=%3D&filters[0][value]=a%26b&limit=2',
  );
  expect(preview.data).toEqual([{ id: 1, topic: null }]);
});

describe('the moment is the minute of the server', () => {
  test('as it says it', async () => {
    answering(200, PROFILE, { 'X-As-Of': '2026-11-23 14:05:06' });
    expect((await getProfile()).asOf).toBe('2026-11-23 14:05:00');
  });

  test('from its clock, in the zone of the report, where it does not', async () => {
    answering(200, PROFILE, { Date: 'Mon, 23 Nov 2026 14:05:06 GMT' });
    expect((await getProfile()).asOf).toBe('2026-11-23 15:05:00');
  });

  test('and never from this browser', async () => {
    answering(200, PROFILE);
    expect(await failureOf(getProfile())).toMatchObject({ kind: 'broken' });
  });
});

test('signing in sends the token in the body, and signing out needs no answer', async () => {
  const fetch = answering(200, PROFILE, { 'X-As-Of': '2026-11-23 14:05:06' });
  await signIn({ token: 'secret-token' });
  expect(fetch.mock.calls[0]?.[0]).toBe('/api/mind/session');
  expect(fetch.mock.calls[0]?.[1]).toMatchObject({ method: 'POST', body: '{"token":"secret-token"}' });
  answering(204, '');
  await expect(signOut()).resolves.toBeUndefined();
});

describe('whose page it is', () => {
  const AS_OF = { 'X-As-Of': '2026-11-23 14:05:06' };
  const headersSent = (fetch: ReturnType<typeof answering>) => new Headers(fetch.mock.lastCall?.[1].headers);

  test('is said with every request from signing in to signing out', async () => {
    const fetch = answering(200, PROFILE, { ...AS_OF, 'X-User': 'anna-key' });
    expect(await signIn({ code: 'code' })).toMatchObject({ user: 'anna-key' });
    expect(fetch.mock.lastCall?.[0]).toBe('/api/mind/session/link');
    expect(headersSent(fetch).get('X-User')).toBeNull();
    await getProfile();
    expect(headersSent(fetch).get('X-User')).toBe('anna-key');
    const signingOut = answering(204, '');
    await signOut();
    expect(headersSent(signingOut).get('X-User')).toBe('anna-key');
    const after = answering(200, PROFILE, AS_OF);
    // A server that does not say so is asked as before.
    expect(await getProfile()).toMatchObject({ user: 'a' });
    expect(headersSent(after).get('X-User')).toBeNull();
  });

  test('a question changes nothing', async () => {
    const question = { current: null, next: { name: 'Ben', mail: 'ben@example.com' }, replaces: 'anna-key' };
    const fetch = answering(202, question, { 'X-User': 'ben-key' });
    expect(await signIn({ token: 't' }, { last: 'anna-key' })).toEqual(question);
    expect(fetch.mock.lastCall?.[1].body).toBe('{"token":"t","last":"anna-key"}');
    await failureOf(getProfile());
    expect(headersSent(fetch).get('X-User')).toBeNull();
  });

  test('another user’s jobs are not read from a stream', async () => {
    answering(200, PROFILE, { ...AS_OF, 'X-User': 'anna-key' });
    await getProfile();
    expect(readJobsEvent({ user: 'anna-key', jobs: [] })).toEqual([]);
    expect(readJobsEvent({ user: 'ben-key', jobs: [] })).toBeUndefined();
    expect(readJobsEvent({ jobs: [] })).toBeUndefined();
  });

  test('how long it goes on is known from every answer that says so', async () => {
    answering(200, PROFILE, { ...AS_OF, 'X-Session-Ends-In': '240' });
    await getProfile();
    answering(200, PROFILE, AS_OF);
    await getProfile();
    expect(sessionTimeLeft()).toBeGreaterThan(230_000);
    expect(sessionTimeLeft()).toBeLessThanOrEqual(240_000);
  });
});

describe('what an export comes to', () => {
  test.each([
    [200, { url: '/api/mind/export/files/1', rows: 2, bytes: 3 }],
    [202, { status: 'queued', message: 'Later', jobId: 'j', rows: 5, deliverTo: 'anna@example.com' }],
    [200, { message: 'Your export is being prepared' }],
  ])('%i %j', async (status, body) => {
    answering(status, body);
    expect(await prepareExport({ query: { filters: [] } })).toEqual(body);
  });

  test('rows where a message belongs are not understood', async () => {
    answering(200, [{ id: 1 }]);
    expect(await failureOf(prepareExport({ query: { filters: [] } }))).toMatchObject({ kind: 'broken' });
  });

  test('what is not built yet says so', async () => {
    answering(501, { error: { code: 'notImplemented', message: 'xlsx is not built yet' } });
    expect(await failureOf(prepareExport({ query: { filters: [] } }))).toMatchObject({
      kind: 'refused',
      message: 'xlsx is not built yet',
    });
  });
});

describe('failures', () => {
  test.each([
    [400, 'refused'],
    [401, 'unauthenticated'],
    [403, 'forbidden'],
    [404, 'refused'],
    [412, 'otherUser'],
    [414, 'refused'],
    [429, 'busy'],
    [500, 'broken'],
    [502, 'away'],
    [503, 'starting'],
    [504, 'away'],
  ])('%i is %s', async (status, kind) => {
    answering(status, { error: { code: 'x', message: 'Words', parameter: 'page', allowed: ['1'] } });
    const detail = { parameter: 'page', allowed: ['1'] };
    expect(await failureOf(getProfile())).toMatchObject({ kind, status, message: 'Words', detail });
  });

  test('an error page that is no JSON still has its kind', async () => {
    answering(502, '<html>Bad gateway</html>');
    expect(await failureOf(getProfile())).toMatchObject({ kind: 'away', message: 'The server answered 502' });
  });

  test('a page in the place of an answer is not understood', async () => {
    answering(200, '<html>Please log in</html>');
    expect(await failureOf(getProfile())).toMatchObject({ kind: 'broken' });
  });

  test('a server that is away is told from a browser that is offline', async () => {
    failing(new TypeError('Failed to fetch'));
    expect(await failureOf(getProfile())).toMatchObject({ kind: 'away', status: 0 });
    failing(new TypeError('Failed to fetch'), false);
    expect(await failureOf(getProfile())).toMatchObject({ kind: 'offline' });
  });

  test('an answer that breaks off is a server that is away', async () => {
    const body = new ReadableStream({ start: (controller) => controller.error(new TypeError('terminated')) });
    vi.stubGlobal('fetch', async () => new Response(body));
    vi.stubGlobal('navigator', { onLine: true });
    expect(await failureOf(getProfile())).toMatchObject({ kind: 'away' });
  });

  test('what was given up is no failure of the server', async () => {
    const gaveUp = new DOMException('aborted', 'AbortError');
    failing(gaveUp);
    await expect(getProfile(AbortSignal.abort())).rejects.toBe(gaveUp);
  });
});

test('an id from a link stays within its path', async () => {
  const fetch = answering(404, { error: { code: 'notFound', message: 'No such export' } });
  await failureOf(cancelJob('../session'));
  expect(fetch.mock.calls[0]?.[0]).toBe('/api/mind/export/jobs/..%2Fsession');
  expect(jobFileUrl('a b')).toBe('/api/mind/export/jobs/a%20b/file');
});
