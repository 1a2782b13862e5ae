import { once } from 'node:events';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, vi } from 'vitest';
import { uploadSchema } from '../../contract/responses/importResponses';
import { test as base } from '../../testing/fixtures';
import { missingForNginx, NGINX_HOST, startNginx } from '../../testing/nginx';
import { type ServerProcess, startServer } from '../../testing/serverProcess';
import { startSmtpServer } from '../../testing/smtpServer';

/** The built server behind Debian's nginx with TLS, configured as the README has it. */

interface Sent {
  method?: string;
  headers?: Record<string, string>;
  /** `rest` comes once the test has seen what the server has of the beginning. */
  body?: { start: string; rest?: () => Promise<string> };
}

const missing = missingForNginx();
if (missing !== undefined) {
  console.warn(
    `The server is not tested behind nginx: ${missing} is not installed, and only as root on Debian it can be.`,
  );
}

const WAIT = { timeout: 60_000, interval: 10 };
const ORIGIN = `https://${NGINX_HOST}`;
const EXPORT = '/export/reporting_tickets';

const test = base
  .extend('data', { scope: 'file' }, ({ folder }) => join(folder, 'data'))
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the fixtures that one needs from the pattern.
  .extend('smtp', { scope: 'file' }, async ({}, { onCleanup }) => {
    const smtp = await startSmtpServer('hang');
    onCleanup(() => smtp.close());
    return smtp;
  })
  /** With its demo tickets. */
  .extend('behind', { scope: 'file' }, async ({ built, data, smtp }, { onCleanup }) => {
    const settings = { DATA_DIR: data, PUBLIC_URL: ORIGIN, SMTP_URL: smtp.url, EXPORT_SYNC_ROWS_XLSX: '10' };
    const server: ServerProcess = await startServer(built, settings);
    onCleanup(async () => void (await server.end('SIGTERM')));
    return server;
  })
  .extend('nginx', { scope: 'file' }, async ({ behind }, { onCleanup }) => {
    const nginx = await startNginx(Number(new URL(behind.address).port));
    onCleanup(() => nginx.stop());
    return nginx;
  })
  /** Asks by https, as a browser or a program does; `path` is below /api/mind, or the page's. */
  .extend('ask', { scope: 'file' }, ({ nginx }) => async (path: string, sent: Sent = {}): Promise<IncomingMessage> => {
    const { method = 'GET', headers = {}, body } = sent;
    const request = requestHttps({
      host: '127.0.0.1',
      port: nginx.https,
      servername: NGINX_HOST,
      ca: nginx.certificate,
      agent: false,
      path: path.startsWith('/reporting') ? path : `/api/mind${path}`,
      method,
      headers: { Host: NGINX_HOST, ...headers },
    });
    const answered = once(request, 'response');
    if (body === undefined) request.end();
    else {
      request.write(body.start);
      request.end((await body.rest?.()) ?? '');
    }
    const [response]: IncomingMessage[] = await answered;
    if (response === undefined) throw new Error('there is no answer');
    return response;
  })
  .extend('bearer', { scope: 'file' }, ({ behind }) => ({ Authorization: `Bearer ${behind.token}` }))
  /** Signs in. @returns what the browser then sends, and the header that set it. */
  .extend('signedIn', { scope: 'file' }, ({ ask, behind }) => async () => {
    const response = await ask('/session', {
      method: 'POST',
      headers: { Origin: ORIGIN, 'Content-Type': 'application/json' },
      body: { start: JSON.stringify({ token: behind.token }) },
    });
    await text(response);
    const set = response.headers['set-cookie']?.[0] ?? '';
    return { status: response.statusCode, set, Cookie: set.split(';')[0] ?? '' };
  });

// A hook may take longer than a test.
test.beforeAll(({ behind }) => void behind);

test.describe.skipIf(missing !== undefined)('behind nginx', { timeout: 120_000 }, () => {
  test('plain http leads to https; page and API are told to stay there', async ({ nginx, ask }) => {
    const request = requestHttp({ port: nginx.http, path: '/reporting?a=1', headers: { Host: NGINX_HOST } }).end();
    const [plain]: IncomingMessage[] = await once(request, 'response');
    expect(plain?.resume().statusCode).toBe(301);
    expect(plain?.headers.location).toBe(`${ORIGIN}/reporting?a=1`);
    for (const path of ['/reporting', '/health']) {
      const response = (await ask(path)).resume();
      expect(response.headers['strict-transport-security'], path).toMatch(/^max-age=\d{8}/);
    }
  });

  test('the cookie is this host’s alone; changes need the page’s origin', async ({ signedIn, ask }) => {
    const { status, set, Cookie } = await signedIn();
    expect(status).toBe(200);
    expect(set).toMatch(/^__Host-ticketlens_session=/);
    for (const part of ['Path=/', 'Secure', 'HttpOnly', 'SameSite=Strict']) expect(set.split('; ')).toContain(part);
    expect((await ask('/profile', { headers: { Cookie } })).resume().statusCode).toBe(200);
    const change = (origin: string) =>
      ask('/views', {
        method: 'POST',
        headers: { Cookie, Origin: origin, 'Content-Type': 'application/json' },
        body: { start: JSON.stringify({ name: 'Late', query: '' }) },
      });
    expect((await change(ORIGIN)).resume().statusCode).toBe(201);
    for (const origin of ['https://evil.example', `http://${NGINX_HOST}:8080`]) {
      expect((await change(origin)).resume().statusCode).toBe(403);
    }
  });

  test('what X-Forwarded headers say is believed nowhere, the audit included', async ({ signedIn, ask, bearer }) => {
    const { Cookie } = await signedIn();
    const forged = {
      'X-Forwarded-For': '203.0.113.7',
      'X-Forwarded-Host': 'evil.example',
      'X-Forwarded-Proto': 'http',
      Forwarded: 'for=203.0.113.7;host=evil.example;proto=http',
    };
    const response = await ask('/views', {
      method: 'POST',
      headers: { Cookie, Origin: 'https://evil.example', 'Content-Type': 'application/json', ...forged },
      body: { start: JSON.stringify({ name: 'Forged', query: '' }) },
    });
    expect(response.statusCode).toBe(403);
    expect(await text(response)).not.toContain('evil.example');
    const profile = (await ask('/profile', { headers: { Cookie, ...forged } })).resume();
    expect(profile.statusCode).toBe(200);
    expect(profile.headers['strict-transport-security']).toBeDefined();
    const audit = await ask('/audit', { headers: bearer });
    expect(audit.statusCode).toBe(200);
    const entries = await text(audit);
    expect(entries).toContain('"address":"127.0.0.1"');
    expect(entries).not.toContain('203.0.113.7');
  });

  test('events come as they happen', async ({ ask, bearer, behind, smtp }) => {
    // nginx takes the header for itself: what it is told is asked without it.
    const direct = await fetch(`${behind.address}/api/mind/export/jobs/events`, { headers: bearer });
    expect(direct.headers.get('X-Accel-Buffering')).toBe('no');
    await direct.body?.cancel();
    const id = await behind.queue('format=xlsx&columns=id');
    await vi.waitUntil(() => smtp.connections > 0, WAIT);
    const events = await ask('/export/jobs/events', { headers: bearer });
    expect(events.headers['content-type']).toContain('text/event-stream');
    let told = '';
    events.on('data', (chunk) => {
      told += String(chunk);
    });
    const ended = once(events, 'end');
    // The mail is still on its way, and the stream goes on.
    await vi.waitUntil(() => told.includes(id), WAIT);
    expect(events.readableEnded).toBe(false);
    smtp.resume();
    await ended;
    expect(told).toContain('"state":"sent"');
  });

  test('a file arrives while it is sent, and may be large', async ({ ask, bearer, data }) => {
    const folder = join(data, 'uploads');
    const row = `1,2024-05-12 09:00:00,${'x'.repeat(60)}\n`;
    const [start, rest] = [`id,createdAt,topic\n${row.repeat(1000)}`, row.repeat(50_000)];
    const bytes = () => {
      const [name] = existsSync(folder) ? readdirSync(folder) : [];
      return name === undefined ? 0 : (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0);
    };
    const response = await ask('/imports?name=a.csv', {
      method: 'POST',
      headers: { ...bearer, 'Content-Length': String(start.length + rest.length) },
      body: {
        start,
        async rest() {
          await vi.waitUntil(() => bytes() > 0, WAIT);
          return rest;
        },
      },
    });
    expect(response.statusCode).toBe(201);
    expect(uploadSchema.parse(JSON.parse(await text(response))).bytes).toBe(start.length + rest.length);
  });

  test('a download is the same as without it; a long address passes', { timeout: 120_000 }, async ({
    ask,
    bearer,
    behind,
  }) => {
    const query = `${EXPORT}?format=csv&columns=id,createdAt,topic`;
    const [through, direct] = [await ask(query, { headers: bearer }), await behind.call(query)];
    expect(await text(through)).toBe(await direct.text());
    const values = Array.from({ length: 1000 }, (_, each) => `filters[0][values][]=${'v'.repeat(80)}${each}`).join('&');
    const long = `${EXPORT}/preview?filters[0][key]=topic&filters[0][comparator]=in&${values}`;
    expect((await ask(long, { headers: bearer })).resume().statusCode).toBe(200);
  });
});
