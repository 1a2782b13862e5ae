import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { z } from 'zod';
import { type EngineFormat, sql } from '../../server/engine/engine';
import { readParquet } from '../readParquet';
import type { EngineKind } from './kinds';
import { withEngine } from './withEngine';

/** Text as a cell of the engine's tab-separated format. */
function escaped(text: string): string {
  const names: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
  return text.replace(/[\\\t\n\r]/g, (character) => names[character] ?? character);
}

/** RFC 4180 as the contract has it: text quoted, numbers plain, null empty. */
function csvOf(rows: readonly (readonly unknown[])[], separator: string): string {
  const cell = (value: unknown) => (typeof value === 'string' ? `"${value.replaceAll('"', '""')}"` : (value ?? ''));
  return rows.map((row) => `${row.map(cell).join(separator)}\r\n`).join('');
}

const COLUMNS = `id, text, if(id % 2 = 0, NULL, text) AS maybe, toDateTime64('2024-05-12 09:00:00', 0, 'UTC') AS at,
CAST('low', 'Enum8(\\'low\\' = 1)') AS priority, -id AS negative`;

/** What every engine, whatever stands behind it, gives and takes: the same bytes, or an error. */
export function testResults(kind: EngineKind): void {
  const test = withEngine(kind);

  test('rows that were inserted come back as they were, in every form', async ({ engine, folder }) => {
    await engine.command(sql('CREATE TABLE forms (id Int64, text String) ENGINE = MergeTree ORDER BY id'));
    const texts = ['', 'plain', 'it\'s "quoted"', 'a\r\nb\tc', '\\N', '[1]\n]\n', 'é😀/\\', '{"a":1}'];
    const lines = texts.map((text, id) => JSON.stringify({ id: id + 2 ** 40, text }));
    await engine.insert('forms', Buffer.from(lines.slice(0, 4).join('\n')));
    const cells = texts.slice(4).map((text, at) => `${escaped(text)}\t${at + 4 + 2 ** 40}`);
    await engine.insert('forms', Buffer.from(`${cells.join('\n')}\n`), ['text', 'id']);
    const rows = sql(`SELECT ${COLUMNS} FROM forms ORDER BY id`);
    const wanted = texts.map((text, at) => {
      const id = at + 2 ** 40;
      return { id, text, maybe: at % 2 === 0 ? null : text, at: '2024-05-12 09:00:00', priority: 'low', negative: -id };
    });
    expect(await engine.query(rows)).toEqual(wanted);
    for (const isShort of [false, true]) {
      const streamed: unknown[] = [];
      for await (const chunk of engine.stream(rows, { isShort })) {
        const lines = Buffer.from(chunk).toString();
        expect(lines.endsWith('\n')).toBe(true);
        streamed.push(
          ...lines
            .trimEnd()
            .split('\n')
            .map((line): unknown => JSON.parse(line)),
        );
      }
      expect(streamed).toEqual(wanted.map((row) => Object.values(row)));
    }
    const file = async (format: EngineFormat, csvDialect: 'rfc4180' | 'excel') => {
      const path = join(folder, `form-${randomUUID()}`);
      expect(await engine.writeFile(rows, path, format, { csvDialect })).toBe(8);
      expect(await engine.countFile(path, format, { csvDialect })).toBe(8);
      return readFileSync(path);
    };
    const textFile = async (...given: Parameters<typeof file>) => (await file(...given)).toString();
    const csv = (separator: string) =>
      csvOf([Object.keys(wanted[0] ?? {}), ...wanted.map((row) => Object.values(row))], separator);
    expect(await textFile('csv', 'rfc4180')).toBe(csv(','));
    expect(await textFile('csv', 'excel')).toBe(`\uFEFF${csv(';')}`);
    const json = await textFile('json', 'rfc4180');
    expect(JSON.parse(json)).toEqual(wanted);
    expect(json).toBe(`[\n${wanted.map((row) => JSON.stringify(row)).join(',\n')}\n]\n`);
    expect(await textFile('ndjson', 'rfc4180')).toBe(wanted.map((row) => `${JSON.stringify(row)}\n`).join(''));
    const { rows: read, types } = await readParquet(await file('parquet', 'rfc4180'));
    expect(read).toEqual(wanted);
    expect(types.at).toBe('TIMESTAMP of no zone');
  });

  test('a result without rows is a whole one', async ({ engine, folder }) => {
    const none = sql('SELECT number AS n FROM numbers(0)');
    expect(await engine.query(none)).toEqual([]);
    expect(await engine.rows(z.object({ n: z.int() }), none)).toEqual([]);
    for (const isShort of [false, true]) {
      for await (const _ of engine.stream(none, { isShort })) expect.unreachable();
    }
    const file = async (format: EngineFormat) => {
      const path = join(folder, `none-${randomUUID()}`);
      expect(await engine.writeFile(none, path, format)).toBe(0);
      expect(await engine.countFile(path, format)).toBe(0);
      return readFileSync(path);
    };
    expect((await file('csv')).toString()).toBe('"n"\r\n');
    expect((await file('ndjson')).toString()).toBe('');
    expect(JSON.parse((await file('json')).toString())).toEqual([]);
    expect((await readParquet(await file('parquet'))).rows).toEqual([]);
  });

  test('an error in the middle of the rows is an error, whoever reads them', async ({ engine, folder }) => {
    const late = sql(
      'SELECT number, throwIf(number = 250000) AS n FROM numbers(300000) SETTINGS max_block_size = 8192',
    );
    const read = async () => {
      for await (const _ of engine.stream(late));
    };
    const said = 'FUNCTION_THROW_IF_VALUE_IS_NON_ZERO';
    await expect(engine.query(late)).rejects.toThrow(said);
    await expect(engine.command(late)).rejects.toThrow(said);
    await expect(read()).rejects.toThrow(said);
    for (const format of ['csv', 'json', 'ndjson', 'parquet'] as const) {
      await expect(engine.writeFile(late, join(folder, `late-${randomUUID()}`), format)).rejects.toThrow(said);
    }
  });
}
