import { join } from 'node:path';
import { expect } from 'vitest';
import { z } from 'zod';
import { test } from '../../testing/fixtures';
import { copyTestState } from '../../testing/testState';
import { sql } from '../engine/engine';
import { openPglite } from '../state/pgliteStore';
import { describeError } from './describeError';

/** What the stores themselves say, with a value of a ticket in it. */

const CANARY = 'canary-4711';

async function thrownBy(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => expect.fail('nothing was thrown'),
    (error: unknown) => error,
  );
}

test.for([
  [`SELECT toInt32('${CANARY}')`, 'CANNOT_PARSE_TEXT'],
  [`SELECT * FROM ${CANARY.replaceAll('-', '_')}`, 'UNKNOWN_TABLE'],
  [`SELECT 1 WHERE topic = ${CANARY}`, 'UNKNOWN_IDENTIFIER'],
  [`SELEC ${CANARY}`, 'SYNTAX_ERROR'],
] as const)('of what the ticket store says of %s its number and name stay', async ([text, name], { engine }) => {
  const error = await thrownBy(engine.query(sql(text)));
  expect(String(error)).toMatch(/canary|4711/);
  const described = describeError(error);
  expect(described.message).toMatch(new RegExp(`^Code: \\d+\\. .*\\(${name}\\)$`));
  expect(JSON.stringify(described)).not.toMatch(/canary|4711/);
  expect(described.stack).toMatch(/^\s+at /);
});

test('so it is of rows that an import could not store', async ({ engine }) => {
  await engine.command(sql('CREATE TABLE IF NOT EXISTS default.numbers_only (n Int32) ENGINE = Memory'));
  const error = await thrownBy(engine.insert('default.numbers_only', Buffer.from(`{"n":"${CANARY}"}\n`)));
  expect(String(error)).toMatch(/canary|4711/);
  expect(JSON.stringify(describeError(error))).not.toMatch(/canary|4711/);
});

test('of what the state store says', async ({ dataDir }) => {
  copyTestState(dataDir);
  const store = await openPglite(join(dataDir, 'state'));
  await store.query('CREATE TABLE things (name text UNIQUE)');
  await store.query('INSERT INTO things VALUES ($1)', [CANARY]);
  for (const text of ['INSERT INTO things VALUES ($1)', 'SELECT $1::text::int FROM things']) {
    const error = await thrownBy(store.query(text, [CANARY]));
    expect(JSON.stringify({ ...describeError(error) })).not.toMatch(/canary|4711/);
  }
  expect(describeError(await thrownBy(store.query('INSERT INTO things VALUES ($1)', [CANARY])))).toMatchObject({
    code: '23505',
    constraint: 'things_name_key',
    table: 'things',
  });
  await store.close();
});

test('of values that do not fit a schema, of text that is no JSON, and of what was thrown in its place', async () => {
  const schema = z.object({ name: z.enum(['one', 'two']), list: z.array(z.number()) });
  const misfit = schema.safeParse({ name: CANARY, list: [1, CANARY] }).error;
  expect(describeError(misfit).message).toBe('name: invalid_value; list.1: invalid_type');
  const noJson = await thrownBy(Promise.resolve().then(() => JSON.parse(CANARY)));
  const brokenJson = await thrownBy(
    Promise.resolve().then(() => JSON.parse(`{"name": "it's ${CANARY}", "a": '${CANARY}' "b" ${CANARY}}`)),
  );
  for (const error of [noJson, brokenJson, new Error('outer', { cause: new Error(`"${CANARY}"`) }), `'${CANARY}'`])
    expect(JSON.stringify(describeError(error))).not.toMatch(/canary|4711/);
  expect(describeError(new Error('outer', { cause: new TypeError('inner') })).cause).toMatchObject({
    type: 'TypeError',
    message: 'inner',
  });
});
