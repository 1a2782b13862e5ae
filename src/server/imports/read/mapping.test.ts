import { join } from 'node:path';
import { describe, expect } from 'vitest';
import type { ColumnMapping } from '../../../contract/columns/columnMapping';
import { test as base } from '../../../testing/fixtures';
import { stagedTickets } from '../../../testing/stagedTickets';
import { dryRun } from '../dryRun/dryRun';
import { readMapping } from './mapping';
import { parsedRows } from './parsedRows';

const MAPPING = { id: 'Ticket No', createdAt: 'Opened', topic: 'Category' } as const;
const CSV = 'Ticket No,Opened,Category,topic,Mood\n7,2024-05-12 09:00:00,Billing,theirs,good\n';
const TICKET = { id: 7, createdAt: '2024-05-12 09:00:00', topic: 'Billing' };
const RECORD = { 'Ticket No': 7, Opened: '2024-05-12 09:00:00', Category: 'Billing', topic: 'theirs', Mood: 'good' };

const test = base.extend(
  'preview',
  ({ file }) =>
    (content: string, mapping: ColumnMapping, timeZone = 'UTC') =>
      dryRun({ name: 'their.csv', path: file(content) }, { timeZone, mapping }),
);

describe('what is stored', () => {
  test.for([
    ['csv', CSV],
    ['ndjson', JSON.stringify(RECORD)],
    ['a JSON array', JSON.stringify([RECORD])],
  ] as const)('%s with names of its own', async ([_, content], { preview }) => {
    const run = await preview(content, MAPPING);
    expect(run).toMatchObject({ tickets: [TICKET], read: 1, rejected: 0, problem: null });
    expect(run.names).toEqual(['Ticket No', 'Opened', 'Category', 'topic', 'Mood']);
    // A column that is mapped no longer takes the name that it has here.
    expect(run.leftOut).toEqual(['Mood', 'topic']);
  });

  test('is what the dry run shows', async ({ file, folder }) => {
    const sources = [{ name: 'their.csv', path: file(CSV) }];
    const sent: unknown[] = [];
    for await (const { lines } of parsedRows({
      sources,
      timeZone: 'UTC',
      rejectPath: join(folder, 'rejects'),
      mapping: MAPPING,
    })) {
      sent.push(...stagedTickets(Buffer.from(lines).toString()));
    }
    expect(sent).toEqual([{ sequence: 1, ...TICKET }]);
  });

  test('one name may stand for two columns', async ({ preview }) => {
    const run = await preview('id,createdAt,Due\n1,2024-05-12 09:00:00,2024-05-13 09:00:00\n', {
      dueBy: 'Due',
      closedAt: 'Due',
    });
    expect(run.tickets[0]).toMatchObject({ dueBy: '2024-05-13 09:00:00', closedAt: '2024-05-13 09:00:00' });
  });

  test('a name that only every object has is no value', async ({ preview }) => {
    const run = await preview('{"id":1,"createdAt":"2024-05-12 09:00:00"}', { topic: 'constructor' });
    expect(run).toMatchObject({ tickets: [{ id: 1 }], rejected: 0 });
    expect(run.tickets[0]).not.toHaveProperty('topic');
  });
});

describe('a dry run', () => {
  test('brings times to wall time, counts them, and says why rows are rejected', async ({ preview }) => {
    const run = await preview(
      'id,createdAt\n1,2024-05-12T09:00:00Z\n2,12/05/2024\n3,2024-05-12 09:00:00\n',
      {},
      'Europe/Berlin',
    );
    expect(run.tickets).toEqual([
      { id: 1, createdAt: '2024-05-12 11:00:00' },
      { id: 3, createdAt: '2024-05-12 09:00:00' },
    ]);
    expect(run).toMatchObject({ read: 3, rejected: 1, convertedTimes: 1 });
    expect(run.rejects).toEqual([
      { file: 'their.csv', line: 3, raw: '2,12/05/2024', reason: expect.stringMatching(/^createdAt .*12\/05\/2024/) },
    ]);
  });

  test('looks at the first thousand rows', async ({ preview }) => {
    const rows = Array.from({ length: 1500 }, (_, index) => `${index},2024-05-12 09:00:00`);
    const run = await preview(`id,createdAt\n${rows.join('\n')}\n`, {});
    expect(run).toMatchObject({ read: 1000, rejected: 0 });
    expect(run.tickets).toHaveLength(10);
  });

  test('names the columns of a file that cannot be imported as it is', async ({ preview }) => {
    const run = await preview(CSV, {});
    expect(run.names).toContain('Ticket No');
    expect(run.problem).toMatch(/the header has no id/);
  });

  test('finds mapped names between other marks than commas', async ({ preview }) => {
    const run = await preview('Ticket No;createdAt\n1;2024-05-12 09:00:00\n', { id: 'Ticket No' });
    expect(run).toMatchObject({ problem: null, tickets: [{ id: 1 }], recognised: [{ separator: 'semicolon' }] });
  });

  test.for([
    ['csv', CSV],
    ['ndjson', JSON.stringify(RECORD)],
  ] as const)('a mapped name that %s does not have is named', async ([_, content], { preview }) => {
    const run = await preview(content, { ...MAPPING, status: 'Sate' });
    expect(run.problem).toMatch(/^their\.csv: nothing in the file is called "Sate", which a column is mapped to/);
  });
});

describe('the mapping of a command', () => {
  test('arguments go before the file', async ({ file }) => {
    const path = file('{"id": "No", "topic": "Category"}');
    expect(await readMapping(['topic=a=b', 'status=State'], path)).toEqual({
      id: 'No',
      topic: 'a=b',
      status: 'State',
    });
  });

  test('a file can say what values mean', async ({ file }) => {
    const content = { id: 'No', values: { priority: { P1: 'urgent', keine: null } }, unknownValues: 'empty' };
    expect(await readMapping(['topic=Category'], file(JSON.stringify(content)))).toEqual({
      ...content,
      topic: 'Category',
    });
  });

  test.each([
    ['an unknown column', ['mood=Mood'], /^--map mood=Mood: write column=theirs, where column is one of id, channel/],
    ['no name', ['topic='], /^--map topic=: write column=theirs/],
    ['no sign', ['topic'], /^--map topic: write column=theirs/],
    ['one column twice', ['topic=a', 'topic=b'], /^--map topic=b: topic is mapped twice/],
  ])('%s is refused', async (_, args, message) => {
    await expect(readMapping(args, undefined)).rejects.toThrow(message);
  });

  test.for([
    ['not JSON', '{id', /: not JSON; a mapping is/],
    ['an unknown column', '{"mood": "Mood"}', /mood.*where column is one of id/s],
    ['a number', '{"id": 1}', /: id: .*a mapping is/],
    ['a list', '[]', /a mapping is/],
    ['a meaning that is none', '{"values":{"priority":{"P1":"highest"}}}', /: values\.priority\.P1: .*"urgent"/],
    ['values of no column of words', '{"values":{"topic":{"A":"B"}}}', /: values: .*"topic"/],
    ['another way with unknown values', '{"unknownValues":"guess"}', /: unknownValues: .*"reject"\|"empty"/],
  ] as const)('a mapping file with %s is refused', async ([_, content, message], { file }) => {
    await expect(readMapping([], file(content))).rejects.toThrow(message);
  });

  test('a mapping file that is not there is refused', async ({ folder }) => {
    await expect(readMapping([], join(folder, 'none.json'))).rejects.toThrow(/none\.json: cannot be read/);
  });
});
