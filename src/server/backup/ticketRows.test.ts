import { expect } from 'vitest';
import { test } from '../../testing/fixtures';
import { randomTickets } from '../../testing/ticketFactory';
import { fingerprint } from '../tickets/schema/rewriteTable';
import { TABLE } from '../tickets/schema/ticketTable';
import { HashSum } from './checksum';
import { readTicketRows, readTicketsForm, writeTicketRows } from './ticketRows';

const HARD = "tab\tline\r\nback\\slash 'quote' \u{1f600} \\N";

test('what is read and written anew has the engine’s own checksum, and one row less is refused and changes nothing', async ({
  store,
}) => {
  const { engine, insert } = store;
  await insert([
    ...randomTickets(3, 500),
    { id: 9_007_199_254_740_000, createdAt: '2024-01-01 00:00:00', topic: HARD, rawData: HARD },
    { id: 9_007_199_254_740_001, createdAt: '1901-01-01 00:00:00', topic: '', allTags: '\\N' },
  ]);
  const form = await readTicketsForm(engine);
  const before = await fingerprint(engine, TABLE, form.columns);
  const sum = new HashSum();
  const pieces: Buffer[] = [];
  for await (const piece of readTicketRows(engine, form.columns, sum)) pieces.push(piece);
  expect(sum.checksum).toEqual(before);
  const whole = Buffer.concat(pieces);

  async function* inPieces(text: Buffer) {
    // As they come out of a packed file: not at the ends of rows.
    for (let at = 0; at < text.length; at += 1000) yield text.subarray(at, at + 1000);
  }
  expect(await writeTicketRows(engine, inPieces(whole), { ...form, origin: 'mirror' }, () => before)).toEqual(before);
  expect(await readTicketsForm(engine)).toEqual({ ...form, origin: 'mirror' });

  const less = whole.subarray(whole.indexOf('\n') + 1);
  const refused = writeTicketRows(engine, inPieces(less), form, () => before);
  await expect(refused).rejects.toThrow('501 of 502 rows. Nothing was changed');
  const [one = '', ...others] = whole.toString().split('\n');
  const changed = Buffer.from([one.replace(/\d{4}-/, '2031-'), ...others].join('\n'));
  await expect(writeTicketRows(engine, inPieces(changed), form, () => before)).rejects.toThrow('502 of 502 rows');
  expect(await fingerprint(engine, TABLE, form.columns)).toEqual(before);
  const tables = await engine.query({ text: 'SHOW TABLES', params: {} });
  expect(tables).toEqual([{ name: TABLE }]);
});
