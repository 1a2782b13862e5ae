import fc from 'fast-check';
import { expect } from 'vitest';
import { z } from 'zod';
import { protectFormulas } from '../../contract/format/protectFormulas';
import { test } from '../../testing/fixtures';
import { HOSTILE_TEXTS } from '../../testing/ticketFactory';
import { sql } from '../engine/engine';
import { protectedText } from './protectedText';
import { TABLE } from './schema/ticketTable';

const text = fc.string({ unit: fc.constantFrom(';', '\t', '\r', '\n', "'", '=', '+', '-', '@', '"', '\\', 'é') });
const rowSchema = z.object({ topic: z.string().nullable(), contractId: z.string().nullable() });

/** One column is stored as a dictionary, the other is not; the engine treats them apart. */
test('SQL writes text as protectFormulas does', async ({ store, engine }) => {
  const texts = [...HOSTILE_TEXTS, ...fc.sample(text, 5000)].filter((each) => each !== '');
  const stored = (value: string, id: number) => ({
    id,
    createdAt: '2024-05-12 09:00:00',
    topic: value,
    contractId: value,
  });
  const empty = { id: texts.length, createdAt: '2024-05-12 09:00:00' };
  await store.insert([...texts.map(stored), empty]);
  const columns = ['topic', 'contractId'].map((id) => `${protectedText(`t.${id}`)} AS ${id}`);
  const rows = await engine.rows(rowSchema, sql(`SELECT ${columns.join(', ')} FROM ${TABLE} AS t ORDER BY t.id`));
  const safe = texts.map(protectFormulas).map((each) => ({ topic: each, contractId: each }));
  expect(rows).toEqual([...safe, { topic: null, contractId: null }]);
});
