import fc from 'fast-check';
import { expect } from 'vitest';
import { test } from '../../testing/fixtures';
import { sql, type TicketEngine } from '../engine/engine';
import { TABLE } from '../tickets/schema/ticketTable';
import { createStaging, dropStaging, swapIn } from './staging';

interface Version {
  id: number;
  /** Names the version; rows are compared by it. */
  topic: string;
  modifiedAt: string | null;
}

const versions = fc
  .array(fc.record({ id: fc.integer({ min: 1, max: 12 }), second: fc.option(fc.integer({ min: 0, max: 3 })) }), {
    minLength: 1,
    maxLength: 20,
  })
  .map((rows) =>
    rows.map(({ id, second }, index): Version => {
      const modifiedAt = second === null ? null : `2024-05-12 00:00:0${second}`;
      return { id, topic: String(index), modifiedAt };
    }),
  );

async function bringIn(engine: TicketEngine, rows: readonly Version[], keep: boolean) {
  const staging = await createStaging(engine);
  try {
    const lines = rows.map((row, index) =>
      JSON.stringify({ ...row, createdAt: '2024-05-01 00:00:00', sequence: index + 1 }),
    );
    await engine.insert(staging.staged, Buffer.from(lines.join('\n')));
    return await swapIn(engine, staging, { keep, comment: '' });
  } finally {
    await dropStaging(engine, staging);
  }
}

/** Of each id the newer row, a null being oldest; of equals the later one. */
function winners(before: ReadonlyMap<number, Version>, rows: readonly Version[]): Map<number, Version> {
  const kept = new Map(before);
  for (const row of rows) {
    const other = kept.get(row.id);
    if (other === undefined || (row.modifiedAt ?? '') >= (other.modifiedAt ?? '')) kept.set(row.id, row);
  }
  return kept;
}

test('ids are replaced as the rule says', async ({ engine }) => {
  const property = fc.asyncProperty(versions, versions, async (old, rows) => {
    await bringIn(engine, old, false);
    const before = winners(new Map(), old);
    const after = winners(before, rows);
    const stored = [...after].filter(([id, row]) => before.get(id) !== row).map(([id]) => id);
    expect(await bringIn(engine, rows, true)).toEqual({
      stored: stored.length,
      replaced: stored.filter((id) => before.has(id)).length,
    });
    const expected = [...after.values()].sort((a, b) => a.id - b.id);
    expect(await engine.query(sql(`SELECT id, topic, modifiedAt FROM ${TABLE} ORDER BY id`))).toEqual(expected);
  });
  await fc.assert(property, { numRuns: 25 });
}, 60_000);
