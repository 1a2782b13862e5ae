import { expect } from 'vitest';
import { test as base } from '../../../testing/fixtures';
import { dryRunFiles } from '../dryRun/dryRunFiles';

/** Stray quotes that make one cell of several rows. */

const test = base.extend('preview', ({ file }) => (content: string) => {
  const sources = [{ name: 'theirs.csv', path: file(content) }];
  return dryRunFiles({ sources, timeZone: 'UTC', mapping: undefined, wording: { suggest: true }, isWhole: true });
});

const HEADER = 'Ticketnummer;Status;Thema;Erstellt am;Geschlossen am';
const row = (id: number, topic = 'Monitor') => `${id};Geschlossen;${topic};16.10.2026 09:00;16.10.2026 12:00`;
const ids = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, at) => from + at);

test.for([
  [
    'hundreds of rows',
    [...ids(1, 9), '"Hilfe! PC aus', ...ids(11, 199), 'Monitor 24"', ...ids(201, 300)],
    '11–201',
    110,
  ],
  ['a row and the next one', [1, '"Hilfe', 'Monitor 24"', 4], '3–4', 3],
  ['two rows and the one between them', [1, '"Hilfe', 3, 'Monitor 24"', 5], '3–5', 3],
] as const)('%s within a cell are named with their lines', async ([_, topics, lines, read], { preview }) => {
  const rows = topics.map((topic, at) => (typeof topic === 'number' ? row(topic) : row(at + 1, topic)));
  const text = [HEADER, ...rows].join('\n');
  const run = await preview(text);
  expect(run).toMatchObject({ rejected: 1, read });
  expect(run.rejectGroups).toMatchObject([{ column: null, count: 1, first: { value: lines } }]);
  expect(run.rejectGroups[0]?.what).toBe('a cell in quotes holds whole rows, lines');
});

test.for([
  ['of words', 'Hallo;\nder Drucker, Nr. 12, geht; seit 16.10.2026 09:00 nicht\n12 Seiten'],
  ['of a mail', 'Am 16.10.2026 09:00 schrieb Anna:\n> 1;2;3;4;5\n> Gruß; Anna'],
  ['of two lines', '101\nDrucker'],
])('a text of several lines is none: %s', async ([_, topic], { preview }) => {
  const run = await preview(`${HEADER}\n${row(1, `"${topic}"`)}\n${row(2)}\n`);
  expect(run).toMatchObject({ rejected: 0, read: 2, tickets: [{ topic }, { id: 2 }] });
});

test('nor is one in the first or the last column, before or behind the id and the time', async ({ preview }) => {
  const first = await preview('Thema,id,createdAt\n"a\nb, c",1,2026-10-16 09:00:00\nx,2,2026-10-16 09:00:00\n');
  expect(first).toMatchObject({ rejected: 0, read: 2 });
  const last = await preview('id,createdAt,Thema\n1,2026-10-16 09:00:00,"a, b\n12, c, d"\n2,2026-10-16 09:00:00,x\n');
  expect(last).toMatchObject({ rejected: 0, read: 2 });
});
