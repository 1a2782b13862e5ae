import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { exportJobSchema, queuedAnswerSchema } from '../../contract/answers';
import { COMPARATORS_OF, OPERANDS_OF } from '../../contract/filters';
import { PRIVACY_LEVELS, type PrivacyLevel } from '../../contract/privacy';
import { openTestBackend, type TestBackend } from '../../testing/testBackend';
import type { Route } from './route';
import { ROUTES } from './routes';

/** Values that only email and rawData hold: finding one anywhere is a leak. */
const AGENT = 'agent-sentinel@hidden.example';
const RAW = 'raw-sentinel-value';
const HIDDEN = ['email', 'rawData'] as const;
const EVERYTHING = ['reportTickets', 'exportData', 'viewSensitiveDataInExport', 'importTickets'];
const WITHOUT_SENSITIVE = EVERYTHING.filter((name) => name !== 'viewSensitiveDataInExport');

let server: TestBackend;

beforeAll(async () => {
  server = await openTestBackend({ EXPORT_SYNC_ROWS_TEXT: '5' });
  await server.insert(
    Array.from({ length: 10 }, (_, index) => ({
      id: index + 1,
      createdAt: '2024-01-01 00:00:00',
      topic: 'Billing',
      email: AGENT,
      rawData: JSON.stringify({ note: RAW }),
    })),
  );
});
afterAll(() => server.close());

/** Who sees email and rawData: decided here apart from the code under test, straight from the contract. */
function sees(level: PrivacyLevel, permissions: readonly string[]): boolean {
  return level === 'full' || (level === 'partiallyPseudonymized' && permissions.includes('viewSensitiveDataInExport'));
}

const CASES = PRIVACY_LEVELS.flatMap((own) =>
  [EVERYTHING, WITHOUT_SENSITIVE].flatMap((permissions) =>
    [undefined, ...PRIVACY_LEVELS].map((asLevel) => {
      const asked = asLevel ?? own;
      const effective = PRIVACY_LEVELS.indexOf(asked) > PRIVACY_LEVELS.indexOf(own) ? asked : own;
      return { own, permissions, asLevel, visible: sees(effective, permissions) };
    }),
  ),
);

/** Query strings, by route, that are harmless and should be answered; a route that is missing here fails the test. */
const HARMLESS: Record<string, readonly string[]> = {
  'get /health': [''],
  'get /docs/open-api': [''],
  'get /profile': [''],
  'get /session': [''],
  'post /session': [''],
  'delete /session': [''],
  'get /export/reporting_tickets/preview': ['', 'orderByField=topic', 'columns=id,topic'],
  'get /export/reporting_tickets': [
    'format=csv&limit=3',
    'format=json&limit=3',
    'format=csv&csvSafe=0&limit=3',
    'format=csv',
    'format=json',
  ],
  'post /export/reporting_tickets/prepare': ['format=csv&limit=3', 'format=json&limit=3', 'format=csv'],
  'get /export/files/{id}': [''],
  'get /report/reporting_tickets': ['', 'groupBy=channel', 'bucket=day'],
  'get /report/reporting_tickets/values': ['column=topic', 'column=topic&q=hidden', 'column=allTags'],
  'post /links': [''],
  'get /links/{id}': [''],
  'get /views': [''],
  'post /views': [''],
  'patch /views/{id}': [''],
  'delete /views/{id}': [''],
  'get /export/jobs': [''],
  'get /export/jobs/events': [''],
  'get /export/jobs/{id}': [''],
  'delete /export/jobs/{id}': [''],
  'post /export/jobs/{id}/retry': [''],
  'get /imports': [''],
  'post /imports': ['', 'name=tickets.csv'],
  'post /imports/{id}/files': ['', 'name=tickets.csv'],
  'get /imports/{id}': [''],
  'delete /imports/{id}': [''],
  'post /imports/{id}/preview': [''],
  'post /imports/{id}/start': [''],
  'get /imports/{id}/rejects': [''],
  'get /sync': [''],
  'post /sync': [''],
  'post /sync/from': [''],
  'get /export/jobs/{id}/file': [''],
  'get /export/jobs/{id}/mail': [''],
};

const keyOf = ({ method, path }: Route) => `${method} ${path}`;

test('every route stands in the table', () => {
  expect(ROUTES.map(keyOf).sort()).toEqual(Object.keys(HARMLESS).sort());
  const served = server.app.routes.filter(({ path, method }) => path.startsWith('/api/mind/') && method !== 'ALL');
  expect(served.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(
    ROUTES.map(({ method, path }) => `${method.toUpperCase()} /api/mind${path.replace(/\{(\w+)\}/g, ':$1')}`).sort(),
  );
});

async function ask(route: Pick<Route, 'method' | 'path'>, query: string, token: string, asLevel: string | undefined) {
  const search = [query, ...(asLevel === undefined ? [] : [`asLevel=${asLevel}`])]
    .filter((part) => part !== '')
    .join('&');
  const path = route.path.replace('{id}', '00000000-0000-4000-8000-000000000000');
  const response = await server.call(`${path}${search === '' ? '' : `?${search}`}`, {
    method: route.method.toUpperCase(),
    token,
  });
  const headers = [...response.headers].map((pair) => pair.join(': ')).join('\n');
  return { status: response.status, text: await response.text(), headers };
}

function expectNoLeak({ text, headers }: { text: string; headers: string }, what: string): void {
  for (const hidden of [AGENT, RAW, 'agent-sentinel', 'sentinel']) {
    expect(text, what).not.toContain(hidden);
    expect(headers, what).not.toContain(hidden);
  }
}

describe.each(CASES)('level $own, as $asLevel, permissions $permissions', ({ own, permissions, asLevel, visible }) => {
  test('no route gives a hidden name or value, and what is visible is there', async () => {
    server.backend.config.privacyLevel = own;
    const token = await server.tokenFor('walker@example.com', permissions);
    for (const route of ROUTES) {
      for (const query of HARMLESS[keyOf(route)] ?? []) {
        const isPublic = route.access === 'public';
        const answer = await ask(route, query, token, isPublic ? undefined : asLevel);
        const what = `${keyOf(route)}?${query}`;
        expect(answer.status, `${what}: ${answer.text.slice(0, 200)}`).toBeLessThan(500);
        if (!visible) expectNoLeak(answer, what);
        // The level of a public answer is the server's own, whatever the caller asks for.
        const hides = isPublic ? !sees(own, permissions) : !visible;
        if (hides && keyOf(route) !== 'get /profile') expect(answer.text, what).not.toContain('rawData');
      }
    }
    const preview = await ask({ method: 'get', path: '/export/reporting_tickets/preview' }, '', token, asLevel);
    expect(preview.text.includes(AGENT)).toBe(visible);
    // As a key of a row and as the name of a column: "email" alone is a channel as well.
    expect(preview.text.includes('"email":')).toBe(visible);
    expect(preview.text.includes('"key":"email"')).toBe(visible);
    const csv = await ask({ method: 'get', path: '/export/reporting_tickets' }, 'format=csv&limit=3', token, asLevel);
    expect(csv.text.includes(RAW)).toBe(visible);
    const profile = JSON.parse((await ask({ method: 'get', path: '/profile' }, '', token, asLevel)).text);
    expect(profile.hiddenColumns).toEqual(visible ? [] : HIDDEN);
  });
});

// The levels between lead to one of these two decisions; each refusal is a request, and there are many.
const NAMING_CASES = CASES.filter(({ asLevel }) => asLevel === undefined || asLevel === 'none');

describe.each(NAMING_CASES)(
  'level $own, as $asLevel, permissions $permissions',
  ({ own, permissions, asLevel, visible }) => {
    test.each(HIDDEN)('naming %s anywhere is the same refusal, whether or not a row would match', async (column) => {
      server.backend.config.privacyLevel = own;
      const token = await server.tokenFor('walker@example.com', permissions);
      const naming: string[] = [`orderByField=${column}`, `orderByField=t.${column}`, `columns=id,${column}`];
      for (const comparator of COMPARATORS_OF.text) {
        const at = `filters[0][key]=${column}&filters[0][comparator]=${encodeURIComponent(comparator)}`;
        const operands = (value: string) =>
          ({
            value: `&filters[0][value]=${value}`,
            values: `&filters[0][values][]=${value}`,
            range: `&filters[0][from]=${value}&filters[0][to]=${value}`,
            none: '',
          })[OPERANDS_OF[comparator]];
        naming.push(at + operands(AGENT), at + operands('nobody'));
      }
      for (const route of ROUTES.filter(({ readsTickets }) => readsTickets === true)) {
        const own = route.path.endsWith('/values')
          ? ['column=topic']
          : route.path.includes('/export/') && !route.path.endsWith('preview')
            ? ['limit=1']
            : [];
        const queries = naming.map((query) => [...own, query].join('&'));
        if (route.path === '/report/reporting_tickets') queries.push(`groupBy=${column}`, `groupBy=t.${column}`);
        if (route.path.endsWith('/values')) queries.push(`column=${column}`, `column=${column}&q=agent`);
        for (const query of queries) {
          const answer = await ask(route, query, token, asLevel);
          if (visible) expect(answer.status, query).toBe(200);
          else {
            expect(answer.status, query).toBe(403);
            expect(JSON.parse(answer.text).error.message, query).toBe(`The column "${column}" is not available to you`);
          }
        }
      }
    });
  },
);

test('queued files hold what their owner may see when they are made', async () => {
  for (const level of PRIVACY_LEVELS) {
    server.backend.config.privacyLevel = level;
    const token = await server.tokenFor(`${level}@example.com`, WITHOUT_SENSITIVE);
    const queued = queuedAnswerSchema.parse(
      await (await server.call('/export/reporting_tickets?format=csv', { token })).json(),
    );
    await vi.waitFor(
      async () => {
        const job = exportJobSchema.parse(await (await server.call(`/export/jobs/${queued.jobId}`, { token })).json());
        expect(job.state).toBe('sent');
      },
      { timeout: 20_000, interval: 50 },
    );
    const file = await (await server.call(`/export/jobs/${queued.jobId}/file`, { token })).text();
    expect(file.includes(AGENT)).toBe(level === 'full');
    expect(file.includes('rawData')).toBe(level === 'full');
    const mail = mailsOf(server.dataDir).find((text) => text.includes(queued.jobId)) ?? '';
    expect(attachmentOf(mail).includes(AGENT)).toBe(level === 'full');
    // "Preview as" holds for files as well.
    const lowered = await server.call(`/export/jobs/${queued.jobId}/file?asLevel=none`, { token });
    expect(lowered.status).toBe(level === 'full' ? 403 : 200);
  }
});

function mailsOf(dataDir: string): string[] {
  const outbox = join(dataDir, 'outbox');
  return readdirSync(outbox)
    .map((name) => join(outbox, name))
    .filter((path) => statSync(path).isFile())
    .map((path) => readFileSync(path, 'utf8'));
}

/** The text of a mail's attached file. */
function attachmentOf(mail: string): string {
  const [, attached = ''] = mail.split(/Content-Disposition: attachment[\s\S]*?\r\n\r\n/);
  return Buffer.from(attached.split('\r\n--')[0] ?? '', 'base64').toString('utf8');
}
