import { expect } from 'vitest';
import { add, at, DAILY, DAY, list, parsed, reset, run, send, signIn, test } from '../../testing/scheduleDesk';
import { READER } from '../../testing/testBackend';

const ANNA = { permissions: [...READER, 'shareReports'] };

test.beforeEach(({ desk, smtp }) => reset(desk, smtp));

test('a sign-in of more than 30 days ago pauses what is its own, and says so to the owner', async ({ desk, smtp }) => {
  await add(desk, {}, { language: 'de' });
  desk.clock.now = new Date(at('2026-02-02T08:00').getTime() + 31 * DAY);
  await run(desk);
  await run(desk);
  const [notice, ...others] = await parsed(smtp.mails);
  expect(others).toEqual([]);
  expect(notice?.subject).toBe('Angehalten: Late tickets');
  expect(notice?.text).not.toContain('25,0');
  expect((await list(desk))[0]).toMatchObject({
    paused: 'signIn',
    nextAt: null,
    lastRuns: [{ state: 'skipped', reason: 'signIn' }],
  });
  const [schedule] = await list(desk);
  expect((await send(desk, 'PATCH', `/schedules/${schedule?.id}`, { isPaused: false })).status).toBe(200);
  // Nothing came of the last run, so that another need not wait.
  desk.clock.now = new Date(desk.clock.now.getTime() + 1000);
  expect((await send(desk, 'POST', `/schedules/${schedule?.id}/run`)).status).toBe(202);
  await run(desk);
  expect(smtp.mails).toHaveLength(2);
  expect((await send(desk, 'POST', `/schedules/${schedule?.id}/run`)).status).toBe(429);
  desk.clock.now = new Date(desk.clock.now.getTime() + DAY);
  await run(desk);
  expect(smtp.mails).toHaveLength(3);
});

test('a planted sign-in gives no rights', async ({ desk, smtp }) => {
  await add(desk);
  await desk.backend.state.query("UPDATE sign_ins SET signed_at = signed_at + interval '100 days'");
  desk.clock.now = at('2026-02-02T08:00');
  await run(desk);
  expect((await list(desk))[0]).toMatchObject({ paused: 'signIn' });
  expect((await parsed(smtp.mails)).map(({ subject }) => subject)).toEqual(['Paused: Late tickets']);
});

test('a schedule that somebody else changed in the store is not run', async ({ desk, smtp }) => {
  await add(desk);
  await desk.backend.state.query(`UPDATE schedules SET settings = replace(settings, 'Late', 'Other')`);
  desk.clock.now = at('2026-02-02T08:00');
  await run(desk);
  expect(smtp.mails).toEqual([]);
  expect((await list(desk))[0]).toMatchObject({ paused: 'forged' });
});

test('colleagues need shareReports, and get what they may see by their own rights', async ({ desk, smtp }) => {
  const bob = { email: 'bob@example.com', permissions: ['reportTickets'], language: 'de' };
  await signIn(desk, bob);
  const recipients = ['anna@example.com', 'Bob@example.com'];
  const refused = await send(desk, 'POST', '/schedules', { ...DAILY, recipients });
  expect(refused.status).toBe(403);
  expect(await refused.json()).toMatchObject({ error: { parameter: 'recipients' } });
  const anna = { permissions: [...READER, 'shareReports'] };
  const unknown = await send(desk, 'POST', '/schedules', { ...DAILY, recipients: ['nobody@example.com'] }, anna);
  expect(unknown.status).toBe(400);
  // Bob may read, and not export.
  const file = await send(desk, 'POST', '/schedules', { ...DAILY, recipients, delivery: { kind: 'figures' } }, anna);
  expect(await file.json()).toMatchObject({ error: { parameter: 'recipients' } });
  await add(desk, { recipients }, anna);
  desk.clock.now = at('2026-02-02T08:00');
  await run(desk);
  const mails = await parsed(smtp.mails);
  expect(mails.map(({ to }) => to?.[0]?.address).sort()).toEqual(['anna@example.com', 'bob@example.com']);
  const [hers, his] = ['anna', 'bob'].map((name) => mails.find(({ to }) => to?.[0]?.address?.startsWith(name)));
  expect(hers?.text).toContain('25.0 %');
  expect(his?.text).toContain('25,0 %');
  expect(his?.text).toContain('anna@example.com lässt Ihnen diesen Bericht senden');
});

test('rights that were taken away count at the next run: the owner is told once, the others still get it', async ({
  desk,
  smtp,
}) => {
  const bob = { email: 'bob@example.com', permissions: ['reportTickets'] };
  await signIn(desk, bob);
  await add(
    desk,
    { recipients: ['anna@example.com', 'bob@example.com'] },
    { permissions: [...READER, 'shareReports'] },
  );
  await signIn(desk, { ...bob, permissions: [] });
  for (const day of ['02', '03']) {
    desk.clock.now = at(`2026-02-${day}T08:00`);
    await run(desk);
  }
  const subjects = (await parsed(smtp.mails)).map(({ subject, to }) => `${to?.[0]?.address}: ${subject}`).sort();
  expect(subjects).toEqual([
    'anna@example.com: Late tickets · 2 Feb 2026',
    'anna@example.com: Late tickets · 3 Feb 2026',
    'anna@example.com: Not mailed to bob@example.com: Late tickets',
  ]);
  const [schedule] = await list(desk);
  expect(schedule?.lastRuns.find(({ address }) => address === 'bob@example.com')).toMatchObject({
    state: 'skipped',
    reason: 'permission',
  });
  // That keeps her from nothing that is hers to decide.
  for (const isPaused of [true, false]) {
    const changed = await send(desk, 'PATCH', `/schedules/${schedule?.id}`, { isPaused }, ANNA);
    expect(changed.status).toBe(200);
  }
  // Without shareReports she mails nobody but herself.
  await signIn(desk, {});
  desk.clock.now = at('2026-02-04T08:00');
  await run(desk);
  expect((await list(desk))[0]).toMatchObject({ paused: 'permission' });
});

test('a column that the level hides by now is never in a mail, and the schedule says so', async ({ desk, smtp }) => {
  const query = 'filters[0][key]=email&filters[0][comparator]=%3D&filters[0][value]=agent@example.com';
  await add(desk, { query, delivery: { kind: 'file', format: 'csv' } });
  await add(desk, { name: 'Default columns', delivery: { kind: 'file', format: 'csv' } });
  desk.backend.config.privacyLevel = 'pseudonymized';
  desk.clock.now = at('2026-02-02T08:00');
  await run(desk);
  await expect.poll(() => smtp.mails.length, { timeout: 20_000 }).toBe(2);
  const mails = await parsed(smtp.mails);
  expect(mails.map(({ subject }) => subject).sort()).toEqual(['Default columns · 2 Feb 2026', 'Paused: Late tickets']);
  for (const mail of smtp.mails) expect(Buffer.from(mail).toString()).not.toContain('agent@example');
  const content = mails.flatMap(({ attachments }) =>
    attachments.map((each) => Buffer.from(each.content as ArrayBuffer).toString()),
  );
  expect(content.join()).not.toMatch(/agent@|rawData/);
  const listed = await list(desk);
  expect(listed.find(({ name }) => name === 'Late tickets')).toMatchObject({
    query: null,
    problem: 'names what is not available to you',
    paused: 'hidden',
  });
});

test('pausing, and deleting, end it; another user’s is unknown', async ({ desk, smtp }) => {
  const { id } = await add(desk);
  const bob = { email: 'bob@example.com' };
  const asBob = [
    send(desk, 'PATCH', `/schedules/${id}`, { isPaused: true }, bob),
    send(desk, 'DELETE', `/schedules/${id}`, undefined, bob),
    send(desk, 'POST', `/schedules/${id}/run`, undefined, bob),
  ];
  expect((await Promise.all(asBob)).map(({ status }) => status)).toEqual([404, 404, 404]);
  const paused = await send(desk, 'PATCH', `/schedules/${id}`, { isPaused: true });
  expect(await paused.json()).toMatchObject({ paused: 'owner', nextAt: null });
  desk.clock.now = at('2026-02-02T08:00');
  await run(desk);
  await send(desk, 'PATCH', `/schedules/${id}`, { isPaused: false });
  expect((await list(desk))[0]).toMatchObject({ paused: null, nextAt: at('2026-02-03T08:00').toISOString() });
  expect((await send(desk, 'DELETE', `/schedules/${id}`)).status).toBe(204);
  desk.clock.now = at('2026-02-03T08:00');
  await run(desk);
  expect(smtp.mails).toEqual([]);
});

test('an owner is told no figure of what they may not see: neither of a run by then, nor of one before', async ({
  desk,
  smtp,
}) => {
  const may = { permissions: [...READER, 'shareReports', 'viewSensitiveDataInExport'] };
  const query = 'period=all&filters[0][key]=email&filters[0][comparator]=%3D&filters[0][value]=agent@example.com';
  const delivery = { kind: 'alert', figure: 'tickets', side: 'over', value: 0 };
  desk.backend.config.privacyLevel = 'partiallyPseudonymized';
  await signIn(desk, { ...may, email: 'bob@example.com' });
  await add(desk, { query, delivery, recipients: ['bob@example.com'] }, may);
  desk.clock.now = at('2026-02-02T08:00');
  await run(desk);
  expect((await list(desk, may))[0]?.lastRuns[0]).toMatchObject({ state: 'sent', value: 40 });
  // Her rights are less, his are as they were.
  await signIn(desk, ANNA);
  expect((await list(desk, ANNA))[0]?.lastRuns[0]).toMatchObject({ state: 'sent', value: null });
  smtp.mails.length = 0;
  desk.clock.now = at('2026-02-03T08:00');
  await run(desk);
  expect((await list(desk, ANNA))[0]).toMatchObject({ paused: 'hidden' });
  expect((await parsed(smtp.mails)).map(({ to, subject }) => `${to?.[0]?.address}: ${subject}`)).toEqual([
    'anna@example.com: Paused: Late tickets',
  ]);
  // Nor to whoever may see it again: nothing was counted meanwhile.
  expect((await list(desk, may))[0]?.lastRuns[0]).toMatchObject({ state: 'skipped', value: null });
});
