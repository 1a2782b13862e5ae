import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { COLUMNS, STORED_COLUMN_IDS } from '../../contract/columns/columns';
import { recordOf } from '../../contract/recordOf';
import { profileSchema } from '../../contract/responses/sessionResponses';
import { syncStatusSchema } from '../../contract/responses/syncStatus';
import { describeSyncColumns } from '../../contract/sentences/describeSync';
import { HOUR_SECONDS } from '../../contract/time/units';
import { openTestBackend, READER, type TestBackend } from '../../testing/testBackend';
import { type DeskRow, type SmallDesk, startSmallDesk } from '../../testing/upstream/smallDesk';
import { sql } from '../engine/engine';
import { parsedRows } from '../imports/read/parsedRows';
import { TABLE } from '../tickets/schema/ticketTable';
import { spoolPages } from './spool';
import { SyncService } from './syncService';
import { readSync } from './syncStore';

/** A mirror of an older instance, which has no manual work entries yet, and of a newer one, which has agents' ids. */

let mirror: TestBackend;
let desk: SmallDesk;
let service: SyncService;
let now: Date;

beforeAll(async () => {
  Object.assign(COLUMNS.manualWorkEntries, { since: 2 });
  desk = await startSmallDesk();
  const settings = { REPORTING_SYNC_URL: desk.url, REPORTING_SYNC_MINUTES: '5', TICKETLENS_UPSTREAM_TOKEN: 'token' };
  mirror = await openTestBackend(settings, { now: () => now });
  service = new SyncService(mirror.backend, {
    pull: (pulled) => spoolPages({ ...pulled, pageRows: 3 }),
    read: parsedRows,
  });
  Object.assign(mirror.backend, { sync: service });
});
beforeEach(async () => {
  now = new Date('2026-03-10T12:00:00Z');
  await mirror.backend.state.query('DELETE FROM upstream_sync');
  await mirror.backend.engine.command(sql(`TRUNCATE TABLE ${TABLE}`));
  desk.rows = ids(8).map((id) => row(id));
});
afterAll(async () => {
  Object.assign(COLUMNS.manualWorkEntries, { since: 1 });
  await service.stop();
  await desk.stop();
  await mirror.close();
});

const ids = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

function row(id: number, more: DeskRow = {}): DeskRow {
  const empty = recordOf(STORED_COLUMN_IDS, () => null);
  const moment = '2026-03-10 11:00:00';
  return { ...empty, id, createdAt: moment, modifiedAt: moment, manualWorkEntries: id, ...more };
}

/** As an instance that does not know the column yet. */
const older = (rows: readonly DeskRow[]) => rows.map(({ manualWorkEntries: _, ...others }) => others);

const entries = async () =>
  (await mirror.backend.engine.query(sql(`SELECT id, manualWorkEntries AS n FROM ${TABLE} ORDER BY id`))).map((each) =>
    Object.values(each as object),
  );

async function status(permissions = [...READER, 'importTickets']) {
  const token = await mirror.tokenFor('it@example.com', permissions);
  const profile = profileSchema.parse(await (await mirror.call('/profile', { token })).json());
  const direct = await mirror.call('/sync', { token });
  if (direct.status === 200) expect(syncStatusSchema.parse(await direct.json())).toEqual(profile.sync);
  return profile.sync ?? undefined;
}

test('an older instance is mirrored without the column, which is named', async () => {
  desk.rows = older(desk.rows);
  expect(await service.run()).toMatchObject({ whole: true, changed: 8, missingColumns: ['manualWorkEntries'] });
  expect(await entries()).toEqual(ids(8).map((id) => [id, null]));
  const known = await status();
  expect(known).toMatchObject({ state: 'fresh', missingColumns: ['manualWorkEntries'], leftOutColumns: [] });
  expect(known && describeSyncColumns(known)).toBe(
    'The other instance does not send Manual work entries: what is known here stays, new tickets have none.',
  );
  // Two hours are read again at each run: none of them is different.
  expect(await service.run()).toMatchObject({ whole: false, changed: 0 });
});

test('what tickets had of it stays, with changed ones and with all of them', async () => {
  expect(await service.run()).toMatchObject({ changed: 8, missingColumns: [] });
  desk.rows = older([...desk.rows.slice(0, 6), row(7, { topic: 'Billing' }), row(9)]);
  expect(await service.run()).toMatchObject({ whole: false, changed: 2, missingColumns: ['manualWorkEntries'] });
  const kept = ids(7).map((id): [number, number | null] => [id, id]);
  expect(await entries()).toEqual([...kept, [8, 8], [9, null]]);
  expect(await service.run({ whole: true })).toMatchObject({ whole: true, changed: 8 });
  expect(await entries()).toEqual([...kept, [9, null]]);
  expect(await service.run()).toMatchObject({ changed: 0 });
  // Nothing of other tickets stays where they make way.
  await service.run({ replace: true });
  expect(await entries()).toEqual([...ids(7), 9].map((id) => [id, null]));
});

test('once the instance sends it, tickets that have not changed since get it as well', async () => {
  const all = desk.rows;
  desk.rows = older(all);
  await service.run();
  now = new Date(now.getTime() + 12 * HOUR_SECONDS * 1000);
  desk.rows = [...all.slice(0, 7), row(8, { modifiedAt: '2026-03-10 23:30:00' })];
  expect(await service.run()).toMatchObject({ whole: true, missingColumns: [] });
  expect(await entries()).toEqual(ids(8).map((id) => [id, id]));
  expect(await status()).toMatchObject({ missingColumns: [] });
  expect(await service.run()).toMatchObject({ whole: false, changed: 0 });
});

test('a mirror that did not know the column itself reads it once', async () => {
  await service.run();
  await mirror.backend.engine.command(
    sql(`ALTER TABLE ${TABLE} UPDATE manualWorkEntries = NULL WHERE true SETTINGS mutations_sync = 1`),
  );
  await mirror.backend.state.query('UPDATE upstream_sync SET columns = NULL');
  expect(await service.run()).toMatchObject({ whole: true });
  expect(await entries()).toEqual(ids(8).map((id) => [id, id]));
});

test('what a newer instance sends besides is left out and named, to those who run the mirror', async () => {
  desk.rows = desk.rows.map((each) => ({ ...each, agentId: 7 }));
  await service.run();
  expect((await readSync(mirror.backend))?.left_out).toEqual(['agentId']);
  const known = await status();
  expect(known && describeSyncColumns(known)).toBe(
    'It sends columns that are not known here and are left out: agentId.',
  );
  expect(await status([...READER])).toMatchObject({ leftOutColumns: [] });
});

test('a hidden column is named to nobody', async () => {
  Object.assign(COLUMNS.email, { since: 2 });
  try {
    desk.rows = desk.rows.map(({ email: _, ...others }) => others);
    mirror.backend.config.privacyLevel = 'partiallyPseudonymized';
    await service.run();
    expect((await status())?.missingColumns).toEqual([]);
    const all = ['viewSensitiveDataInExport', 'importTickets', ...READER];
    expect((await status(all))?.missingColumns).toEqual(['email']);
  } finally {
    mirror.backend.config.privacyLevel = 'full';
    Object.assign(COLUMNS.email, { since: 1 });
  }
});

test('an instance that leaves out what is null is not an older one', async () => {
  const sparse = (rows: readonly DeskRow[]) => {
    return rows.map(({ manualWorkEntries = null, ...others }) =>
      manualWorkEntries === null ? others : { ...others, manualWorkEntries },
    );
  };
  desk.rows = sparse([row(1), row(2, { manualWorkEntries: null })]);
  expect(await service.run()).toMatchObject({ whole: true, missingColumns: [] });
  expect(await service.run()).toMatchObject({ whole: false, changed: 0 });
  desk.rows = sparse([row(1, { manualWorkEntries: null }), row(2, { manualWorkEntries: 5 })]);
  expect(await service.run()).toMatchObject({ whole: false, changed: 2 });
  expect(await entries()).toEqual([
    [1, null],
    [2, 5],
  ]);
});

test('a column that every instance has must still come', async () => {
  desk.rows = desk.rows.map(({ topic: _, ...others }) => others);
  await expect(service.run()).rejects.toThrow('does not send topic');
});
