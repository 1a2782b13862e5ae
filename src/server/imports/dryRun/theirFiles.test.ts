import { describe, expect } from 'vitest';
import type { Dialect } from '../../../contract/responses/fileDialect';
import { test as base } from '../../../testing/fixtures';
import { dryRunFiles } from './dryRunFiles';

/** What files of other helpdesks mean, and what is said of it. */

const test = base.extend('read', ({ file }) => (content: string, dialect: Dialect = {}) => {
  const sources = [{ name: 'theirs', path: file(content) }];
  return dryRunFiles({ sources, timeZone: 'UTC', mapping: undefined, wording: { suggest: true }, dialect });
});

const AT = '16.10.2026 04:20';

describe('a closing time', () => {
  const HEADER = 'Number;State;Created;Closed at;Resolved at';

  test('is that of the solution where it is empty, which is said and can be chosen otherwise', async ({ read }) => {
    const rows = [`1;Resolved;${AT};;17.10.2026 07:20`, `2;Closed;${AT};18.10.2026 07:20;17.10.2026 07:20`];
    const run = await read([HEADER, ...rows].join('\n'));
    expect(run.suggested.closedAt).toBe('Closed at | Resolved at');
    expect(run.names).toContain('Closed at | Resolved at');
    expect(run.leftOut).toEqual([]);
    expect(run.tickets.map(({ closedAt }) => closedAt)).toEqual(['2026-10-17 07:20:00', '2026-10-18 07:20:00']);
    expect(run.notes[0]).toBe(
      '"Closed at" is the closing time, and where it is empty "Resolved at": map Closed to change it',
    );
  });

  test('the same of JSON', async ({ read }) => {
    const row = { number: 1, created: '2026-10-16 04:20:00', closed_at: null, resolved_at: '2026-10-17 07:20:00' };
    expect((await read(JSON.stringify([row]))).tickets).toMatchObject([{ closedAt: '2026-10-17 07:20:00' }]);
  });

  test('that is lacking in tickets that are done by their status is named', async ({ read }) => {
    const run = await read(`${HEADER}\n1;Canceled;${AT};;\n2;Resolved;${AT};;\n3;New;${AT};;\n`);
    expect(run.notes).toContain(
      'resolved or closed by their status, but without a closing time, so they count as not closed: 2',
    );
  });
});

describe('an amount of time whose name has no unit', () => {
  const read2 = (unit: string, values: readonly [string, string]) =>
    `Nr;Erstellt;Geschlossen;${unit}\n1;${AT};17.10.2026 07:20;${values[0]}\n2;${AT};17.10.2026 04:20;${values[1]}\n`;

  test.for([
    ['Lösungszeit', ['27', '24'], 'h'],
    ['Resolution time', ['27,0', '24,0'], 'h'],
    ['Resolution time', ['1620', '1440'], 'min'],
    ['Lösungszeit', ['97200', '86400'], 's'],
  ] as const)('%s %s is read in %s, by the times of the rows', async ([name, values, unit], { read }) => {
    const run = await read(read2(name, values));
    expect(run.tickets.map(({ secondsToClose }) => secondsToClose)).toEqual([97_200, 86_400]);
    expect(run.notes).toContain(`"${name}" is read in ${unit}, as the times of its rows prove`);
  });

  test('is left out where they prove none', async ({ read }) => {
    const run = await read(read2('Resolution time', ['3', '500']));
    expect(run.tickets.map(({ secondsToClose }) => secondsToClose)).toEqual([undefined, undefined]);
    expect(run.leftOut).toEqual(['Resolution time']);
    expect(run.derived).toContain('secondsToClose');
    expect(run.notes).toContain('"Resolution time" is left out: the times of its rows prove no unit of it');
  });

  test('is of seconds under a label of ours, and a contradiction is said', async ({ read }) => {
    const run = await read(read2('Lösungszeit', ['3', '500']));
    expect(run.tickets.map(({ secondsToClose }) => secondsToClose)).toEqual([3, 500]);
    expect(run.notes).toContain('"Lösungszeit" is read in s, although the times of its rows say otherwise');
  });

  test('is of seconds under a label of ours, which is said where nothing proves it', async ({ read }) => {
    const run = await read(`ID;Erstellt;Status;Lösungszeit\n1;${AT};Geschlossen;1529\n2;${AT};Geschlossen;90\n`);
    expect(run.tickets.map(({ secondsToClose }) => secondsToClose)).toEqual([1529, 90]);
    expect(run.notes).toContain('"Lösungszeit" is read in s, as our own files have it: no times of its rows tell');
  });

  test('is named where its own name says it, and not where no plain number is read', async ({ read }) => {
    const named = await read(`Nr;Erstellt;Verspätung (Stunden)\n1;${AT};1,5\n`);
    expect(named.tickets).toMatchObject([{ secondsClosedAfterSLA: 5400 }]);
    expect(named.notes).toContain('"Verspätung (Stunden)" is read in h, as its name says');
    const durations = await read(`ID;Erstellt;Lösungszeit\n1;${AT};26:15:00\n`);
    expect(durations.notes.filter((note) => note.includes('read in'))).toEqual([]);
  });

  test('needs no proof where it is written as hours, minutes and seconds', async ({ read }) => {
    const run = await read(read2('Resolution time', ['27:00:00', '1:00:00']));
    expect(run.tickets.map(({ secondsToClose }) => secondsToClose)).toEqual([97_200, 3600]);
  });
});

describe('deadlines that are all at midnight', () => {
  const rowsOf = (...times: readonly string[]) =>
    ['Key,Created,Due date', ...times.map((time, at) => `${at + 1},02/Oct/26 9:15 AM,${time}`)].join('\n');

  test('are dates alone', async ({ read }) => {
    const text = rowsOf('20/Oct/26 12:00 AM', '21/Oct/26 12:00 AM');
    expect(await read(text)).toMatchObject({ rejected: 2, rejectGroups: [{ column: 'dueBy' }] });
    const run = await read(text, { timeOfDay: 'end' });
    expect(run.tickets.map(({ dueBy }) => dueBy)).toEqual(['2026-10-20 23:59:59', '2026-10-21 23:59:59']);
    expect((await read(text, { timeOfDay: 'start' })).tickets[0]).toMatchObject({ dueBy: '2026-10-20 00:00:00' });
  });

  test('are times where another one is not', async ({ read }) => {
    const run = await read(rowsOf('20/Oct/26 12:00 AM', '21/Oct/26 9:00 AM'), { timeOfDay: 'end' });
    expect(run.tickets.map(({ dueBy }) => dueBy)).toEqual(['2026-10-20 00:00:00', '2026-10-21 09:00:00']);
  });
});

test('words for nobody and errors of a spreadsheet are empty, and are named', async ({ read }) => {
  const rows = [`1;${AT};No Agent;#DIV/0!`, `2;${AT};no agent;-`, `3;${AT};Anna;#1 printer`];
  const run = await read(['Nr;Created;Agent name;Category', ...rows].join('\n').replace('Agent name', 'Assignee'));
  expect(run.tickets.map(({ email, topic }) => [email, topic])).toEqual([
    [undefined, undefined],
    [undefined, undefined],
    ['Anna', '#1 printer'],
  ]);
  expect(run.notes).toEqual(
    expect.arrayContaining([
      '"No Agent" in "Assignee" is read as empty: 2',
      '"#DIV/0!" in "Category" is read as empty: 1',
      '"-" in "Category" is read as empty: 1',
    ]),
  );
});

test('where nobody or nothing is named; and a file of ours keeps its texts, whatever they look like', async ({
  read,
}) => {
  const theirs = await read(`Nr;Created;Group;Agent name\n1;${AT};No Group;x\n2;${AT};Keine Gruppe;x\n`);
  expect(theirs.tickets.map(({ topic }) => topic)).toEqual([undefined, undefined]);
  const header = 'Id,Channel,Status,Created,Topic,Sub-topic,Customer,Agent';
  const ours = await read(`${header}\n1,email,open,2026-10-16 04:20:00,-,NULL,#NV,No Agent\n`);
  expect(ours.tickets).toMatchObject([{ topic: '-', subTopic: 'NULL', customerId: '#NV', email: 'No Agent' }]);
  const columns = { ID: 1, Kanal: 'email', Status: 'open', Erstellt: '2026-10-16 04:20:00', Kunde: 'n/a' };
  const german = await read(JSON.stringify([{ ...columns, Thema: '-', Unterthema: 'null', Bearbeiter: 'niemand' }]));
  expect(german.tickets).toMatchObject([{ topic: '-', subTopic: 'null', customerId: 'n/a', email: 'niemand' }]);
});

test('the first header is that of a table, and no row whose values are names of columns', async ({ read }) => {
  const header = 'ID,Channel,Status,Created,Topic,Sub-topic';
  const rows = ['1,email,open,2026-11-02 08:00:00,a,b', '2,email,open,2026-11-02 08:00:00,a,id'];
  const run = await read([header, ...rows, ''].join('\n'));
  expect(run).toMatchObject({ problem: null, read: 2, recognised: [{ headerLine: 1 }] });
  const twice = await read('Nummer;Erstellt\nid;createdAt\n1;2026-11-02 08:00:00\n');
  expect(twice).toMatchObject({ problem: null, read: 1, recognised: [{ headerLine: 2 }] });
});

describe('a name twice', () => {
  test('is told apart, and can be mapped', async ({ read }) => {
    const run = await read('Nr,Created,Component/s,Component/s\n1,2026-10-16 04:20:00,A,B\n');
    expect(run).toMatchObject({ problem: null, leftOut: ['Component/s (2)'], tickets: [{ topic: 'A' }] });
    expect(run.names).toContain('Component/s (2)');
  });

  test('of tags is all of them, and of a column by its own name is refused', async ({ read }) => {
    const tags = await read('Nr,Created,Labels,Labels\n1,2026-10-16 04:20:00,A,B\n');
    expect(tags).toMatchObject({ leftOut: [], tickets: [{ allTags: 'A, B' }] });
    const own = await read('id,createdAt,status,topic,topic,status\n1,2026-10-16 04:20:00,open,a,b,closed\n');
    expect(own.problem).toContain('the header names status, topic twice; rename or remove');
  });
});

test('values within objects of JSON, lists of tags, and rows by their number', async ({ read }) => {
  const row = (key: string, created: string) => ({
    key,
    fields: { created, status: { name: 'Resolved' }, labels: ['a', 'b'], priority: { name: 'High' } },
  });
  const run = await read(JSON.stringify([row('SUP-1', '2026-10-16 04:20:00'), row('SUP-2', 'never')]));
  expect(run.tickets).toEqual([
    { id: 1, createdAt: '2026-10-16 04:20:00', status: 'resolved', priority: 'high', allTags: 'a, b' },
  ]);
  expect(run.rejectGroups[0]?.first.line).toBe(2);
});

test('the zone that times are read in is named', async ({ read }) => {
  expect((await read(`Nr;Created\n1;${AT}\n`)).notes).toEqual([
    'times without a zone are those of UTC (REPORTING_TIMEZONE)',
  ]);
});
