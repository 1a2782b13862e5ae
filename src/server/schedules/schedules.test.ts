import { expect } from 'vitest';
import { add, at, DAILY, list, parsed, reset, run, send, test } from '../../testing/scheduleDesk';

test.beforeEach(({ desk, smtp }) => reset(desk, smtp));

test('the page’s sentence with its figures is mailed at its time, once, in the language of its reader', async ({
  desk,
  smtp,
}) => {
  const made = await add(desk, {}, { language: 'de-AT,de;q=0.9' });
  expect(made).toMatchObject({ nextAt: at('2026-02-02T08:00').toISOString(), paused: null });
  await run(desk);
  expect(smtp.mails).toEqual([]);
  desk.clock.now = at('2026-02-02T08:00');
  await run(desk);
  await run(desk);
  const [mail, ...others] = await parsed(smtp.mails);
  expect(others).toEqual([]);
  expect(mail?.subject).toBe('Late tickets · 2. Feb. 2026');
  expect(mail?.text).toContain('25,0 % von 40 geschlossenen oder fälligen Tickets waren verspätet.');
  expect(mail?.text).toContain('Verletzungsquote: 25,0 % (n = 40)');
  expect(mail?.text).toContain('täglich um 08:00 Uhr (Europe/Berlin)');
  expect(mail?.html).toContain('Auswertung öffnen');
  const [listed] = await list(desk);
  expect(listed?.nextAt).toBe(at('2026-02-03T08:00').toISOString());
  expect(listed?.lastRuns).toMatchObject([{ state: 'sent', address: 'anna@example.com', error: null }]);
});

test('figures are attached as a workbook, tickets as the file of an export job', async ({ desk, smtp }) => {
  await add(desk, { delivery: { kind: 'figures' } });
  await add(desk, { name: 'As a file', delivery: { kind: 'file', format: 'csv', headers: 'labels' } });
  desk.clock.now = at('2026-02-02T08:00');
  await run(desk);
  await expect.poll(() => smtp.mails.length, { timeout: 20_000 }).toBe(2);
  const mails = await parsed(smtp.mails);
  const names = mails.map(({ attachments }) => attachments[0]?.filename?.split('.').at(-1)).sort();
  expect(names).toEqual(['csv', 'xlsx']);
  const file = mails.find(({ subject }) => subject?.startsWith('As a file'));
  expect(file?.text).toContain('Unsubscribe: http');
  await run(desk);
  const runs = (await list(desk)).flatMap(({ lastRuns }) => lastRuns.map(({ state }) => state));
  expect(runs).toEqual(['sent', 'sent']);
});

test('what was missed while no server ran is mailed once', async ({ desk, smtp }) => {
  await add(desk);
  await desk.backend.schedules.stop();
  desk.clock.now = at('2026-02-06T12:00');
  await desk.restart();
  await run(desk);
  expect(smtp.mails).toHaveLength(1);
  expect((await list(desk))[0]?.nextAt).toBe(at('2026-02-07T08:00').toISOString());
});

test('a clock that jumps ahead and back mails each moment once, and none late', async ({ desk, smtp }) => {
  await add(desk);
  desk.clock.now = at('2026-02-05T07:30');
  await run(desk);
  // What it took for the last missed time.
  expect(smtp.mails).toHaveLength(1);
  desk.clock.now = at('2026-02-02T07:30');
  await run(desk);
  for (const day of ['02', '03', '04', '05']) {
    desk.clock.now = at(`2026-02-${day}T08:00`);
    await run(desk);
    await run(desk);
  }
  // Of the fourth it was mailed already when the clock was ahead.
  expect(smtp.mails).toHaveLength(4);
  desk.clock.now = at('2026-02-05T07:59');
  await run(desk);
  desk.clock.now = at('2026-02-05T08:00');
  await desk.restart();
  await run(desk);
  expect(smtp.mails).toHaveLength(4);
});

test('a view is followed, and its end pauses what follows it', async ({ desk, smtp }) => {
  const query = 'filters[0][key]=topic&filters[0][comparator]=%3D&filters[0][value]=Complaint';
  const view = (await (await send(desk, 'POST', '/views', { name: 'Complaints', query })).json()) as { id: string };
  const { query: _, ...following } = DAILY;
  const made = await send(desk, 'POST', '/schedules', { ...following, view: view.id });
  expect(await made.json()).toMatchObject({ query: null, view: { id: view.id, name: 'Complaints' } });
  desk.clock.now = at('2026-02-02T08:00');
  await run(desk);
  expect((await parsed(smtp.mails))[0]?.text).toContain('Tickets: 10');
  await send(desk, 'DELETE', `/views/${view.id}`);
  desk.clock.now = at('2026-02-03T08:00');
  await run(desk);
  expect((await list(desk))[0]).toMatchObject({ paused: 'viewGone' });
  expect(smtp.mails).toHaveLength(2);
});

test('an alert tells when its figure crosses the value, again after a day, and not each time', async ({
  desk,
  smtp,
}) => {
  const alert = { kind: 'alert', figure: 'breachRate', side: 'over', value: 0.2 };
  const { id } = await add(desk, { delivery: alert, when: { every: 'hour', minute: 0 } });
  const runAt = async (wall: string) => {
    desk.clock.now = at(wall);
    await run(desk);
  };
  await runAt('2026-02-02T08:00');
  for (const hour of ['09', '10', '23']) await runAt(`2026-02-02T${hour}:00`);
  expect((await parsed(smtp.mails)).map(({ subject }) => subject)).toEqual(['Late tickets: Breach rate 25.0 %']);
  expect((await list(desk))[0]?.lastRuns).toMatchObject([{ state: 'quiet', value: 0.25 }]);
  await runAt('2026-02-03T07:00');
  await runAt('2026-02-03T08:00');
  expect(smtp.mails).toHaveLength(2);
  // The rate is not over this one.
  await send(desk, 'PATCH', `/schedules/${id}`, { delivery: { ...alert, value: 0.25 } });
  await runAt('2026-02-05T08:00');
  expect(smtp.mails).toHaveLength(2);
  expect((await list(desk))[0]?.lastRuns).toMatchObject([{ state: 'quiet' }]);
});

test('a mail server that is away delays the mail, and its refusal ends it', async ({ desk, smtp }) => {
  await add(desk);
  smtp.behaviour = 'busy';
  desk.clock.now = at('2026-02-02T08:00');
  await run(desk);
  expect((await list(desk))[0]?.lastRuns).toMatchObject([
    { state: 'queued', error: expect.stringContaining('Try again later') },
  ]);
  smtp.behaviour = 'refuse';
  const ended = async () => {
    await run(desk);
    return (await list(desk))[0]?.lastRuns[0]?.state;
  };
  await expect.poll(ended, { timeout: 20_000 }).toBe('failed');
  expect(smtp.mails).toEqual([]);
});

test('run now mails at once, and not again within a minute', async ({ desk, smtp }) => {
  const { id } = await add(desk);
  const first = await send(desk, 'POST', `/schedules/${id}/run`);
  expect(first.status).toBe(202);
  const second = await send(desk, 'POST', `/schedules/${id}/run`);
  expect([second.status, second.headers.get('Retry-After')]).toEqual([429, '60']);
  await run(desk);
  expect(smtp.mails).toHaveLength(1);
});

test('at most 50 for one user; what is wrong is named', async ({ desk }) => {
  for (let each = 0; each < 50; each += 1) await add(desk, { name: `Number ${each}`, isPaused: true });
  expect((await send(desk, 'POST', '/schedules', DAILY)).status).toBe(409);
  const wrong: [object, string][] = [
    [{ timeZone: 'Europe/Nowhere' }, 'timeZone'],
    [{ when: { every: 'minute' } }, 'when.every'],
    [{ when: { every: 'hour', minute: 60 } }, 'when.minute'],
    [{ when: { every: 'week', weekdays: ['monday'], at: '24:00' } }, 'when.at'],
    [{ delivery: { kind: 'alert', figure: 'breachRate', side: 'over', value: 20 } }, 'delivery.value'],
    [{ delivery: { kind: 'file', format: 'doc' } }, 'delivery.format'],
    [{ recipients: ['no address'] }, 'recipients.0'],
    [{ recipients: ['a\0b@example.com'] }, 'recipients.0'],
    [{ view: '7d9f0f1e-6f0a-4c2e-9a3b-1c2d3e4f5a6b' }, 'query'],
    [{ query: 'limit=3' }, 'limit'],
    [{ often: true }, 'often'],
  ];
  for (const [change, parameter] of wrong) {
    const response = await send(desk, 'POST', '/schedules', { ...DAILY, ...change });
    expect(await response.json()).toMatchObject({ error: { parameter } });
    expect(response.status).toBe(400);
  }
});
