import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import { commandHere } from '../../testing/commandHere';
import { csvCells } from '../../testing/csvCells';
import { test as base } from '../../testing/fixtures';
import { readEntries } from '../audit/readEntries';
import { saveMapping } from '../imports/mappings/mappingStore';
import { lockDataDir } from '../process/dataDirLock';
import { openPglite } from '../state/pgliteStore';
import { importCommand } from './importCommand';

/** The command, and as it is built and run wherever it is seen how a process ends or what it writes by itself. */

const test = base
  .extend('environment', ({ dataDir }) => ({ DATA_DIR: dataDir, REPORTING_TIMEZONE: 'Europe/Berlin' }))
  .extend(
    'start',
    ({ built, environment }) =>
      (...args: string[]) =>
        built.run('import', args, environment),
  )
  .extend(
    'run',
    ({ environment }) =>
      (...args: string[]) =>
        commandHere(importCommand, args, environment),
  )
  /** As a process of its own. */
  .extend('runAlone', ({ start }) => async (...args: string[]) => {
    const child = start(...args);
    let out = '';
    let error = '';
    child.stdout?.on('data', (chunk) => {
      out += String(chunk);
    });
    child.stderr?.on('data', (chunk) => {
      error += String(chunk);
    });
    const [code] = await once(child, 'close');
    return { code, out, error };
  });

// Each test runs several commands, and each command opens the stores.
vi.setConfig({ testTimeout: 120_000 });
// A hook may take longer than a test.
test.beforeAll(({ built }) => void built);

const CSV = 'id,createdAt,mood\n1,2024-05-12 09:00:00,good\n2,2024-05-12T09:00:00Z,bad\n3,12/05/2024,none\n';

test('says what was read, stored, replaced, rejected and left out', async ({ file, run, runAlone }) => {
  const first = await runAlone(file(CSV, 'a.csv'), file('[{"id":9,"createdAt":"2024-05-12 09:00:00"}]', 'b.json'));
  expect(first).toMatchObject({ code: 0, error: '' });
  expect(first.out).toContain('read 4, stored 3, replaced 0, rejected 1, in ');
  expect(first.out).toContain('times with T or an offset, brought to wall time: 1\n');
  expect(first.out).toContain('columns left out: mood\n');
  const [, rejectPath = ''] = /rejected rows, each with its line and reasons: (.*)\n/.exec(first.out) ?? [];
  expect(csvCells(readFileSync(rejectPath, 'utf8'))[1]?.slice(1)).toEqual([
    '4',
    expect.stringMatching(/^createdAt /),
    '3,12/05/2024,none',
  ]);
  expect((await run(file(CSV, 'a.csv'))).out).toContain('read 3, stored 2, replaced 2, rejected 1');
  expect((await run('--replace', file(CSV, 'a.csv'))).out).toContain('read 3, stored 2, replaced 0, rejected 1');
});

test('who imported how much by command stands in the audit', async ({ dataDir, file, run }) => {
  await run(file(CSV, 'a.csv'));
  await run('--replace', file(CSV, 'a.csv'));
  const state = await openPglite(join(dataDir, 'state'));
  const { entries } = await readEntries(state, { timeZone: 'UTC' }, { limit: 10 });
  await state.close();
  const by = { userId: `account ${userInfo().username}`, program: 'npm run import' };
  expect(entries.reverse()).toMatchObject([
    { kind: 'importBegun', detail: null, ...by },
    { kind: 'imported', rows: 2, ...by },
    { kind: 'importBegun', detail: 'replaces the tickets', ...by },
    { kind: 'replaced', rows: 2, ...by },
  ]);
});

test('a file that is broken as a whole, none, and an unknown option end with 1 and a line that says why; help is no failure', async ({
  folder,
  file,
  run,
  runAlone,
}) => {
  const broken = file('createdAt\n', 'broken.csv');
  const refused = await runAlone(broken);
  expect(refused).toMatchObject({ code: 1, out: '' });
  expect(refused.error).toContain(`${broken}: the header has no id`);
  expect(await run()).toMatchObject({ code: 1, error: expect.stringContaining('No file is named. Usage:') });
  expect(await run('--merge', broken)).toMatchObject({
    code: 1,
    error: expect.stringMatching(/^Unknown option '--merge'\. Usage:\nnpm run import -- FILE/),
  });
  for (const [runHelp, help] of [
    [runAlone, '--help'],
    [run, '-h'],
  ] as const) {
    expect(await runHelp(help)).toMatchObject({
      code: 0,
      error: '',
      out: expect.stringMatching(/^npm run import -- FILE/),
    });
  }
  expect(await run(join(folder, 'none.csv'))).toMatchObject({
    code: 1,
    error: expect.stringContaining('no such file'),
  });
});

test('while another process has the data folder, it refuses with a plain line', async ({ file, dataDir, runAlone }) => {
  mkdirSync(dataDir);
  const lock = lockDataDir(dataDir);
  try {
    const refused = await runAlone(file(CSV, 'a.csv'));
    expect(refused).toMatchObject({ code: 1, out: '' });
    expect(refused.error).toMatch(/^.* is in use by another Ticketlens process.*\n$/);
  } finally {
    lock.release();
  }
});

test('what files are called and hold reaches the terminal neither as a command nor as a line of its own', async ({
  file,
  run,
  runAlone,
}) => {
  const hostile = 'x\u001b[2J\u009b\u202e\nstored 9';
  const rows = `1,"${hostile}",a,b\n2,2024-05-12 09:00:00,c,"${hostile}"\n`;
  const path = file(`id,createdAt,"mood${hostile}",topic\n${rows}`, 'name\u001b]0;title\u0007.csv');
  const nameless = file(`"${hostile}",createdAt\n`, 'nameless\u001b.csv');
  const ends = [
    await runAlone(path),
    await runAlone(nameless),
    await run(path, '--dry-run'),
    await run(nameless, '--dry-run'),
    await run('--map', hostile, path),
  ];
  for (const { out, error } of ends) {
    const text = out + error;
    expect(text.length).toBeGreaterThan(20);
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(text).not.toMatch(/^stored 9/m);
  }
});

const many = () =>
  `id,createdAt\n${Array.from({ length: 100_000 }, (_, id) => `${id},2024-05-12 09:00:00\n`).join('')}`;

/** Whether an import has begun to load its rows. */
function isLoading(dataDir: string): boolean {
  const tables = join(dataDir, 'tickets', 'metadata', 'ticketlens');
  return existsSync(tables) && readdirSync(tables).some((name) => name.startsWith('import_'));
}

test.for(['SIGKILL', 'SIGINT'] as const)(
  'stopped by %s, it can be run again with the right result',
  async (signal, { folder, file, dataDir, start, run }) => {
    await run(file(CSV, 'a.csv'));
    const child = start(file(many(), 'many.csv'));
    await vi.waitUntil(() => isLoading(dataDir), { timeout: 20_000, interval: 5 });
    child.kill(signal);
    expect(await once(child, 'close')).toEqual(signal === 'SIGKILL' ? [null, signal] : [1, null]);
    const again = await run(join(folder, 'many.csv'));
    expect(again).toMatchObject({ code: 0, error: '' });
    expect(again.out).toContain('read 100,000, stored 100,000, replaced 2, rejected 0');
    expect(isLoading(dataDir)).toBe(false);
  },
);

test('a file of another helpdesk is read as it is written, and says how', async ({ file, run }) => {
  const rows =
    'Ticket No;Opened;Category\r\nINC-204711;16.10.2026 04:20;R\xfcckfrage\r\nINC-204712;03.10.2026 11:05;Zahlung\r\n';
  const path = file(Buffer.from(rows, 'latin1'), 'helpdesk.csv');
  const mapping = ['--map', 'id=Ticket No', '--map', 'createdAt=Opened', '--map', 'topic=Category'];
  const shown = await run(path, ...mapping, '--dry-run');
  const how = 'csv, windows-1252, separated by semicolons, dates with the day first, ids without their "INC-"';
  expect(shown.out).toContain(`read as ${how}\n`);
  expect(shown.out).toContain('{"id":204711,"topic":"Rückfrage","createdAt":"2026-10-16 04:20:00"}');
  const stored = await run(path, ...mapping);
  expect(stored).toMatchObject({ code: 0, error: '' });
  expect(stored.out).toContain('read 2, stored 2, replaced 0, rejected 0');
  expect(stored.out).toContain(`${path} was read as ${how}\n`);
});

test('what a file does not tell is asked for once, by the name of the flag', async ({ file, run }) => {
  const path = file('id,createdAt,incomingMessages\n1,03/04/2026 10:00,2.000\n', 'two.csv');
  const asked = await run(path);
  expect(asked).toMatchObject({ code: 1, error: expect.stringContaining('proves which: --dates dmy or --dates mdy') });
  const again = await run(path, '--dates', 'mdy');
  expect(again).toMatchObject({
    code: 1,
    error: expect.stringContaining('proves which: --decimal point or --decimal comma'),
  });
  expect(await run(path, '--dates', 'mdy', '--decimal', 'comma')).toMatchObject({
    code: 0,
    out: expect.stringContaining('read 1, stored 1'),
  });
  for (const [flag, value] of [
    ['--dates', 'ymd'],
    ['--separator', ':'],
    ['--encoding', 'ebcdic'],
    ['--skip-lines', '-1'],
  ] as const) {
    expect(await run(path, `${flag}=${value}`)).toMatchObject({
      code: 1,
      error: expect.stringMatching(new RegExp(`^${flag} is `)),
    });
  }
  expect(await run('--from', 'https://desk.example.com', '--dates', 'dmy')).toMatchObject({
    code: 1,
    error: expect.stringContaining('--dates is for files, not for --from'),
  });
});

test('a replacement that would lose most tickets is refused unless it is said twice', async ({ file, run }) => {
  const rows = Array.from({ length: 6 }, (_, id) => `${id},2024-05-12 09:00:00\n`).join('');
  await run(file(`id,createdAt\n${rows}`, 'six.csv'));
  const wrapped = file(
    '{"data":[\n{"id":1,"createdAt":"2026-01-01 10:00:00"},\n{"id":2,"createdAt":"2026-01-02 10:00:00"}\n],"total":2}\n',
    'wrapped.json',
  );
  const refused = await run('--replace', wrapped);
  expect(refused).toMatchObject({
    code: 1,
    error: expect.stringContaining('Nothing was changed: of 6 tickets 2 would be left'),
  });
  expect((await run('--replace', '--allow-rejects', wrapped)).out).toContain('read 2, stored 2');
});

test('a dry run shows the rows of a mapped file as they would be stored, and stores nothing', async ({
  file,
  dataDir,
  run,
  runAlone,
}) => {
  const path = file('No,Opened,Mood\n1,2024-05-12T09:00:00Z,good\nx,2024-05-12 09:00:00,bad\n', 'theirs.csv');
  const mapping = file('{"id": "No"}', 'mapping.json');
  const shown = await runAlone(path, '--mapping', mapping, '--map', 'createdAt=Opened', '--dry-run');
  expect(shown).toMatchObject({ code: 0, error: '' });
  expect(shown.out).toContain('{"id":1,"createdAt":"2024-05-12 11:00:00"}');
  expect(shown.out).toContain('rejected, line 3: id is not a whole number: x');
  expect(existsSync(join(dataDir, 'tickets'))).toBe(false);
  expect(await run(path, '--dry-run')).toMatchObject({ code: 1, out: expect.stringContaining('the header has no id') });
});

const THEIRS =
  'Ticketnummer;Erstellt am;Prio;Kanal\n1;2026-10-16 08:00:00;P1;Bote\n2;2026-10-16 09:00:00;Hoch;E-Mail\n';

test('names and values of another helpdesk are shown, and mapped when that is wanted', async ({ file, run }) => {
  const path = file(THEIRS, 'theirs.csv');
  const shown = await run(path, '--dry-run', '--suggest');
  expect(shown.out).toContain('priority: P1 -> urgent (1), Hoch -> high (1)\n');
  expect(shown.out).toContain('channel: Bote -> not known (1), E-Mail -> email (1)\n');
  expect(shown.out).toContain('of 2 rows 1 would be rejected\n');
  expect(shown.out).toMatch(/^channel is not one of .*\(Bote\)\. Say what these values mean/m);
  const plain = await run(path, '--dry-run');
  expect(plain.out).toContain('by their names (--suggest takes them): {"id":"Ticketnummer","channel":"Kanal",');
  const stored = await run(path, '--suggest', '--unknown-values', 'empty');
  expect(stored).toMatchObject({ code: 0, out: expect.stringContaining('stored 2, replaced 0, rejected 0') });
  expect(await run(path, '--unknown-values', 'guess')).toMatchObject({
    code: 1,
    error: expect.stringContaining('--unknown-values is one of reject, empty'),
  });
}, 120_000);

test('a mapping that was saved is taken by its name; what is said goes before it', async ({ dataDir, file, run }) => {
  const path = file(THEIRS, 'theirs.csv');
  const unknown = await run(path, '--mapping', 'Desk');
  expect(unknown).toMatchObject({
    code: 1,
    error: expect.stringContaining('--mapping Desk: neither a file nor a saved mapping; saved are: none'),
  });
  const state = await openPglite(join(dataDir, 'state'));
  await saveMapping(state, 'anna', {
    name: 'Desk',
    mapping: {
      id: 'Ticketnummer',
      createdAt: 'Nothing',
      priority: 'Prio',
      values: { priority: { p1: 'low', hoch: null } },
    },
    kept: () => ({}),
  });
  await state.close();
  const shown = await run(path, '--mapping', 'desk', '--map', 'createdAt=Erstellt am', '--dry-run');
  expect(shown).toMatchObject({ code: 0, error: '' });
  expect(shown.out).toContain('{"id":1,"priority":"low","createdAt":"2026-10-16 08:00:00"}');
  expect(shown.out).toContain('priority: P1 -> low (1), Hoch -> empty (1)\n');
}, 120_000);
