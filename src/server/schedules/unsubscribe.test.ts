import { expect } from 'vitest';
import { add, at, type Desk, list, parsed, reset, run, send, signIn, test } from '../../testing/scheduleDesk';
import { READER } from '../../testing/testBackend';

test.beforeEach(({ desk, smtp }) => reset(desk, smtp));

const BOB = { email: 'bob@example.com', permissions: ['reportTickets'], language: 'de' };
const ANNA = { permissions: [...READER, 'shareReports'] };

/** Of each mail, by its reader. */
async function links(mails: readonly string[]): Promise<Record<string, string>> {
  const read = await parsed(mails);
  return Object.fromEntries(
    read.map(({ to, headers }) => {
      const header = headers.find(({ key }) => key === 'list-unsubscribe')?.value ?? '';
      return [to?.[0]?.address ?? '', header.replace(/[<>\s]/g, '').replace('http://127.0.0.1:4173/api/mind', '')];
    }),
  );
}

/** Without a sign-in, as a mail program does. */
async function open(
  desk: Desk,
  link: string | undefined,
  method: 'GET' | 'POST',
): Promise<{ status: number; html: string }> {
  const form = { method, token: '', body: 'List-Unsubscribe=One-Click' };
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const response = await desk.call(link ?? '', method === 'GET' ? { token: '' } : { ...form, headers });
  return { status: response.status, html: await response.text() };
}

async function mailBoth(desk: Desk): Promise<void> {
  await signIn(desk, BOB);
  await add(desk, { recipients: ['anna@example.com', 'bob@example.com'] }, ANNA);
  desk.clock.now = at('2026-02-02T08:00');
  await run(desk);
}

test('the link of a mail ends it for its reader alone, once it is confirmed, without a sign-in', async ({
  desk,
  smtp,
}) => {
  await mailBoth(desk);
  const [mail] = await parsed(smtp.mails.filter((each) => each.includes('bob@example.com')));
  expect(mail?.headers.find(({ key }) => key === 'list-unsubscribe-post')?.value).toBe('List-Unsubscribe=One-Click');
  const { 'bob@example.com': link = '' } = await links(smtp.mails);
  expect(mail?.text?.replaceAll('\n', '')).toContain(link);
  // Mail programs open links by themselves.
  const asked = await open(desk, link, 'GET');
  expect(asked.html).toContain('Soll „Late tickets“ nicht mehr an bob@example.com gesendet werden?');
  expect((await list(desk))[0]?.recipients.map(({ isUnsubscribed }) => isUnsubscribed)).toEqual([false, false]);
  // A browser tells no origin of a page without a referrer.
  const headers = {
    Origin: 'null',
    'Sec-Fetch-Site': 'same-origin',
    'Content-Type': 'application/x-www-form-urlencoded',
  };
  const done = await desk.call(link, { method: 'POST', token: '', headers });
  expect([done.status, await done.text()]).toEqual([
    200,
    expect.stringContaining('wird nicht mehr an bob@example.com gesendet'),
  ]);
  // Mail programs send it from anywhere, and once more.
  expect((await open(desk, link, 'POST')).html).toContain('wird nicht mehr an bob@example.com gesendet');
  expect((await list(desk))[0]?.recipients).toEqual([
    { address: 'anna@example.com', isUnsubscribed: false },
    { address: 'bob@example.com', isUnsubscribed: true },
  ]);
  // Whoever changes the schedule does not bring it back.
  const [{ id } = { id: '' }] = await list(desk);
  await send(desk, 'PATCH', `/schedules/${id}`, { recipients: ['bob@example.com', 'anna@example.com'] }, ANNA);
  smtp.mails.length = 0;
  desk.clock.now = at('2026-02-03T08:00');
  await run(desk);
  expect((await parsed(smtp.mails)).map(({ to }) => to?.[0]?.address)).toEqual(['anna@example.com']);
});

test('a link that is forged, of another recipient or of another schedule ends nothing', async ({ desk, smtp }) => {
  await mailBoth(desk);
  const { 'bob@example.com': his = '', 'anna@example.com': hers = '' } = await links(smtp.mails);
  const other = await add(desk, { name: 'Another' }, ANNA);
  const [path = '', search] = his.split('?');
  const parts = new URLSearchParams(search);
  const changed = (name: string, value: string) => {
    const copy = new URLSearchParams(parts);
    copy.set(name, value);
    return `${path}?${copy}`;
  };
  const forged = [
    changed('recipient', new URLSearchParams(hers.split('?')[1]).get('recipient') ?? ''),
    changed('schedule', other.id),
    changed('schedule', 'nonsense'),
    changed('signature', 'AAAA'),
    changed('signature', `${parts.get('signature')}A`),
  ];
  for (const link of forged) {
    const { status, html } = await open(desk, link, 'POST');
    expect(status).toBe(200);
    expect(html).toContain('Dieser Link gilt nicht mehr');
    expect(html).not.toContain('@example.com');
  }
  const all = (await list(desk, ANNA)).flatMap(({ recipients }) => recipients);
  expect(all.filter(({ isUnsubscribed }) => isUnsubscribed)).toEqual([]);
});

test('when all have unsubscribed it is paused; resuming one’s own brings it back', async ({ desk, smtp }) => {
  const { id } = await add(desk);
  desk.clock.now = at('2026-02-02T08:00');
  await run(desk);
  const [link] = Object.values(await links(smtp.mails));
  await open(desk, link, 'POST');
  desk.clock.now = at('2026-02-03T08:00');
  await run(desk);
  expect((await list(desk))[0]).toMatchObject({ paused: 'unsubscribed', nextAt: null });
  await send(desk, 'PATCH', `/schedules/${id}`, { isPaused: false });
  desk.clock.now = at('2026-02-04T08:00');
  await run(desk);
  expect(smtp.mails).toHaveLength(2);
});

test('the page names no one’s script, and its form goes nowhere but back', async ({ desk, smtp }) => {
  await add(desk, { name: '<script>alert(1)</script>' });
  desk.clock.now = at('2026-02-02T08:00');
  await run(desk);
  const [link = ''] = Object.values(await links(smtp.mails));
  const response = await desk.call(link, { token: '' });
  expect(await response.text()).not.toContain('<script');
  const policy = response.headers.get('Content-Security-Policy');
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("form-action 'self'");
});

test('who unsubscribed gets no new schedule of the same owner, and can take it back', async ({ desk, smtp }) => {
  await mailBoth(desk);
  const { 'bob@example.com': link = '' } = await links(smtp.mails);
  await open(desk, link, 'POST');
  const recipients = ['anna@example.com', 'bob@example.com'];
  const [old] = await list(desk, ANNA);
  await send(desk, 'DELETE', `/schedules/${old?.id}`, undefined, ANNA);
  const made = await add(desk, { name: 'The same', recipients }, ANNA);
  expect(made.recipients[1]).toEqual({ address: 'bob@example.com', isUnsubscribed: true });
  const own = await add(desk, { name: 'Hers' }, ANNA);
  await send(desk, 'PATCH', `/schedules/${own.id}`, { recipients }, ANNA);
  smtp.mails.length = 0;
  desk.clock.now = at('2026-02-03T08:00');
  await run(desk);
  expect(Object.keys(await links(smtp.mails))).toEqual(['anna@example.com']);
  // What is scheduled by others still comes.
  await add(desk, { recipients }, { ...ANNA, email: 'carl@example.com' });
  smtp.mails.length = 0;
  desk.clock.now = at('2026-02-04T08:00');
  await run(desk);
  expect(Object.keys(await links(smtp.mails)).sort()).toEqual(['anna@example.com', 'bob@example.com']);
  // The schedule of the link is gone, and the link still leads somewhere.
  const page = await open(desk, link, 'GET');
  expect(page.html).toContain('Nichts, was anna@example.com plant, wird mehr an bob@example.com gesendet.');
  expect((await open(desk, `${link}&from=nothing`, 'POST')).html).toContain('kann wieder an bob@example.com');
  const later = await add(desk, { name: 'Later', recipients }, ANNA);
  expect(later.recipients[1]).toEqual({ address: 'bob@example.com', isUnsubscribed: false });
});

test('the link of a schedule that is gone ends what its owner has put in its place', async ({ desk, smtp }) => {
  await mailBoth(desk);
  const { 'bob@example.com': link = '' } = await links(smtp.mails);
  const [old] = await list(desk, ANNA);
  await send(desk, 'DELETE', `/schedules/${old?.id}`, undefined, ANNA);
  await add(desk, { recipients: ['bob@example.com'] }, ANNA);
  expect((await open(desk, link, 'GET')).html).toContain('Soll nichts mehr an bob@example.com gesendet werden');
  await open(desk, link, 'POST');
  expect((await list(desk, ANNA))[0]?.recipients).toEqual([{ address: 'bob@example.com', isUnsubscribed: true }]);
});

test('the link ends one report, or all of its owner’s', async ({ desk, smtp }) => {
  await signIn(desk, BOB);
  for (const name of ['One', 'Two']) await add(desk, { name, recipients: ['bob@example.com'] }, ANNA);
  desk.clock.now = at('2026-02-02T08:00');
  await run(desk);
  const { 'bob@example.com': link = '' } = await links(smtp.mails);
  const states = async () => (await list(desk, ANNA)).map(({ recipients: [bob] }) => bob?.isUnsubscribed).sort();
  await open(desk, link, 'POST');
  expect(await states()).toEqual([false, true]);
  await open(desk, `${link}&from=nothing`, 'POST');
  expect(await states()).toEqual([false, false]);
  await open(desk, `${link}&from=owner`, 'POST');
  expect(await states()).toEqual([true, true]);
});

test('a link goes to and fro a few times, then its holder waits; its reader’s own share is not spent on it', async ({
  desk,
  smtp,
}) => {
  await mailBoth(desk);
  const { 'bob@example.com': link = '' } = await links(smtp.mails);
  const recorded = async () =>
    (await desk.backend.audit.read({ kind: 'unsubscribed', timeZone: 'UTC' }, { limit: 100 })).entries.length;
  const before = await recorded();
  const statuses: number[] = [];
  for (let time = 0; time < 22; time += 1) {
    const { status } = await open(desk, `${link}&from=${time % 2 === 0 ? 'schedule' : 'nothing'}`, 'POST');
    statuses.push(status);
  }
  expect(statuses).toEqual([...Array(20).fill(200), 429, 429]);
  expect(await recorded()).toBe(before + 20);
});

test('who unsubscribes from all of an owner does so in one step, however many there are', async ({ desk, smtp }) => {
  await mailBoth(desk);
  for (const name of ['B', 'C', 'D']) await add(desk, { name, recipients: ['bob@example.com'] }, ANNA);
  const { 'bob@example.com': link = '' } = await links(smtp.mails);
  const statements: string[] = [];
  const transaction = desk.backend.state.transaction.bind(desk.backend.state);
  desk.backend.state.transaction = (work) =>
    transaction((inside) => {
      const query = inside.query.bind(inside);
      return work(
        Object.assign(inside, {
          query: (text: string, values?: Parameters<typeof query>[1]) => {
            statements.push(text);
            return query(text, values);
          },
        }),
      );
    });
  await open(desk, `${link}&from=owner`, 'POST');
  desk.backend.state.transaction = transaction;
  expect(statements.length).toBeLessThanOrEqual(6);
  const all = (await list(desk, ANNA)).flatMap(({ recipients }) => recipients);
  expect(all.filter(({ address }) => address === 'bob@example.com').every(({ isUnsubscribed }) => isUnsubscribed)).toBe(
    true,
  );
});
