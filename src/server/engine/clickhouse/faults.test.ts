import { randomUUID } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import type { Fault } from '../../../testing/clickhouse/faults';
import { startStandIn } from '../../../testing/clickhouse/standIn';
import { test as base } from '../../../testing/fixtures';
import { ConfigError } from '../../config/configError';
import { EngineAwayError, type EngineFormat, EngineLimitError, sql, type TicketEngine } from '../engine';
import { openClickhouse } from './clickhouseEngine';

/** What a server or the way to it does wrong never becomes part of a file, or a shorter answer. */

const test = base
  // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the fixtures that one needs from the pattern.
  .extend('standIn', { scope: 'file' }, async ({}, { onCleanup }) => {
    const folder = mkdtempSync(join(tmpdir(), 'ticketlens-faults-'));
    const server = await startStandIn(folder);
    onCleanup(async () => {
      await server.stop();
      rmSync(folder, { recursive: true });
    });
    return server;
  })
  .extend('engine', { scope: 'file' }, async ({ standIn }, { onCleanup }) => {
    const engine = openClickhouse(standIn.settings, undefined, { pauses: [10, 20] });
    await engine.makeDatabase();
    onCleanup(() => engine.close());
    return engine;
  });

const COUNT = 20_000;
/** Of every form; the numbers stand at the beginning of a line of each. */
const ROWS = sql(`SELECT number AS n, repeat('words ', 5) AS words FROM numbers(${COUNT}) ORDER BY n`);
const MATCH = `numbers(${COUNT})`;

const file = (format: EngineFormat) => async (engine: TicketEngine, folder: string) => {
  const path = join(folder, `file-${randomUUID()}`);
  const rows = await engine.writeFile(ROWS, path, format);
  expect(await engine.countFile(path, format)).toBe(rows);
  return readFileSync(path, 'latin1');
};

/** Each way to read rows, as the text that was read. */
const WAYS: Record<'query' | 'stream' | EngineFormat, (engine: TicketEngine, folder: string) => Promise<string>> = {
  query: async (engine: TicketEngine) => JSON.stringify(await engine.query(ROWS)),
  stream: async (engine: TicketEngine) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of engine.stream(ROWS)) chunks.push(chunk);
    return Buffer.concat(chunks).toString();
  },
  csv: file('csv'),
  json: file('json'),
  ndjson: file('ndjson'),
  parquet: file('parquet'),
};
type Way = keyof typeof WAYS;
const EACH: readonly Way[] = ['query', 'stream', 'csv', 'json', 'ndjson', 'parquet'];

type Wrong = Omit<Fault, 'match' | 'times'>;

/** In the middle of a row, and behind the last one. */
const SAID: readonly Wrong[] = [{ kind: 'error', after: 5000 }, { kind: 'error' }];

test.for(EACH.flatMap((way) => SAID.map((wrong) => [way, wrong] as const)))(
  '%s: the text of an error behind the status 200 is no row: %j',
  async ([way, wrong], { standIn, engine, folder }) => {
    await standIn.fault({ match: MATCH, times: 1, ...wrong });
    await expect(WAYS[way](engine, folder)).rejects.toThrow(EngineLimitError);
  },
);

const UNSAID: readonly Wrong[] = [
  { kind: 'cut' },
  { kind: 'cutBody', after: 5000 },
  { kind: 'endBody', after: 5000 },
  { kind: 'errorAndCut', after: 5000 },
  { kind: 'refuse' },
];

test.for(EACH.flatMap((way) => UNSAID.map((wrong) => [way, wrong] as const)))(
  '%s: what is cut off is read again, or refused: %j',
  async ([way, wrong], { standIn, engine, folder }) => {
    const whole = await WAYS[way](engine, folder);
    await standIn.fault({ match: MATCH, times: 1, ...wrong });
    const again = await WAYS[way](engine, folder).catch((error: unknown) => error);
    // Rows of a stream are with their reader already.
    if (way === 'stream' && wrong.after !== undefined) expect(again).toBeInstanceOf(Error);
    else expect(again).toBe(whole);
    await standIn.fault({ match: MATCH, times: 3, ...wrong });
    const refused = await WAYS[way](engine, folder).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(Error);
    // What a stream has begun is not tried again: of the three faults two are left.
    if (way !== 'stream' || wrong.after === undefined) return expect(refused).toBeInstanceOf(EngineAwayError);
    for (let left = 0; left < 2; left += 1) await expect(WAYS[way](engine, folder)).rejects.toThrow();
  },
);

test('a server that says nothing counts as gone, and so does one that is away', async ({ standIn }) => {
  const engine = openClickhouse(standIn.settings, undefined, { silenceMs: 300, pauses: [10] });
  // Another try would find it: who waits has waited long enough.
  await standIn.fault({ match: 'numbers(3)', times: 1, kind: 'silence' });
  await expect(engine.query(sql('SELECT count() AS n FROM numbers(3)'))).rejects.toThrow(EngineAwayError);
  await engine.close();
});

test('a block that was stored and not heard of is stored once', async ({ standIn, engine }) => {
  const settings = 'SETTINGS non_replicated_deduplication_window = 100';
  await engine.command(sql(`CREATE TABLE blocks (id Int64) ENGINE = MergeTree ORDER BY id ${settings}`));
  await standIn.fault({ match: 'INSERT INTO blocks', times: 1, kind: 'cutWhenDone' });
  await engine.insert('blocks', Buffer.from('{"id":1}\n{"id":2}'));
  await engine.insert('blocks', Buffer.from('{"id":1}\n{"id":2}'));
  expect(await engine.query(sql('SELECT count() AS n FROM blocks'))).toEqual([{ n: 4 }]);
});

test('a statement that may have been done is not done again', async ({ standIn, engine }) => {
  await engine.command(sql('CREATE TABLE twice (id Int64) ENGINE = MergeTree ORDER BY id'));
  await standIn.fault({ match: 'INSERT INTO twice', times: 1, kind: 'cutWhenDone' });
  await expect(engine.command(sql('INSERT INTO twice SELECT 1'))).rejects.toThrow(EngineAwayError);
  expect(await engine.query(sql('SELECT count() AS n FROM twice'))).toEqual([{ n: 1 }]);
});

test('who asks questions may not change anything, and a wrong password is said so', async ({ standIn, engine }) => {
  const { settings } = standIn;
  const asReader = openClickhouse({ ...settings, importer: settings.reader });
  await expect(asReader.command(sql('CREATE TABLE mine (id Int64) ENGINE = Memory'))).rejects.toThrow('ACCESS_DENIED');
  await asReader.close();
  const unknown = { ...settings.reader, password: 'guessed' };
  const asNobody = openClickhouse({ ...settings, reader: unknown });
  await expect(asNobody.query(sql('SELECT 1'))).rejects.toThrow('AUTHENTICATION_FAILED');
  await asNobody.close();
  expect(await engine.query(sql('SELECT 1 AS n'))).toEqual([{ n: 1 }]);
});

test('what keeps a start from the server is said with the name of its setting', async ({ standIn }) => {
  const { settings } = standIn;
  const guessed = (name: 'reader' | 'importer') => ({
    ...settings,
    [name]: { ...settings[name], password: 'guessed' },
  });
  const other = createServer((_, response) => response.writeHead(301).end('<html>\nMoved</html>'));
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  for (const [wrong, words] of [
    [
      { ...settings, url: 'http://127.0.0.1:1' },
      /^CLICKHOUSE_URL: no ClickHouse server can be reached there \(.*ECONNREFUSED/,
    ],
    [{ ...settings, url: `http://127.0.0.1:${port}` }, /^CLICKHOUSE_URL: what answers there is no ClickHouse server/],
    [
      { ...settings, url: `https://127.0.0.1:${port}` },
      /^CLICKHOUSE_URL: what answers there is no ClickHouse server, or/,
    ],
    [guessed('reader'), /^CLICKHOUSE_USER, CLICKHOUSE_PASSWORD .*Authentication failed/],
    [guessed('importer'), /^CLICKHOUSE_IMPORT_USER, .*Authentication failed/],
  ] as const) {
    const engine = openClickhouse(wrong, undefined, { pauses: [10] });
    const made = engine.makeDatabase();
    await expect(made).rejects.not.toBeInstanceOf(ConfigError);
    await expect(made).rejects.toThrow(words);
    await engine.close();
  }
  other.close();
  const reading = openClickhouse({ ...settings, database: 'nowhere', importer: settings.reader });
  await expect(reading.makeDatabase()).rejects.toThrow(
    /^CLICKHOUSE_DATABASE: nowhere is not there .* "reader: Not enough privileges/,
  );
  await reading.close();
});

test('a server that was killed is found again when it is back', async ({ standIn }) => {
  const engine = openClickhouse(standIn.settings, undefined, { pauses: Array(100).fill(200) });
  await standIn.kill();
  const given = engine.query(sql('SELECT 1 AS n'));
  await standIn.start();
  expect(await given).toEqual([{ n: 1 }]);
  await engine.close();
});
