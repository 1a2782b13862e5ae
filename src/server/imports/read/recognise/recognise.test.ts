import fc from 'fast-check';
import { describe, expect } from 'vitest';
import { protectFormulas } from '../../../../contract/format/protectFormulas';
import {
  type Dialect,
  ENCODINGS,
  type Encoding,
  SEPARATOR_CHARACTERS,
  SEPARATORS,
} from '../../../../contract/responses/fileDialect';
import { test as base } from '../../../../testing/fixtures';
import { readTickets } from '../../../../testing/readTickets';
import { dryRun } from '../../dryRun/dryRun';

/** Tables in every way of writing are recognised, and read back equal. */

const test = base.extend(
  'read',
  ({ file }) =>
    (content: string | Buffer, dialect: Dialect = {}) =>
      dryRun({ name: 'their.csv', path: file(content, 'their.csv') }, { timeZone: 'UTC', mapping: {}, dialect }),
);

const AT = '2024-05-12 09:00:00';
/** In the order of the bytes from 0x80 on. */
const ONLY_IN_1252 = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ';

function encode(text: string, encoding: Encoding, withMark: boolean): Buffer {
  const marked = withMark ? `\ufeff${text}` : text;
  switch (encoding) {
    case 'utf-8':
      return Buffer.from(marked);
    case 'utf-16le':
      return Buffer.from(marked, 'utf16le');
    case 'utf-16be':
      return Buffer.from(marked, 'utf16le').swap16();
    case 'windows-1252':
      return Buffer.from([...text].map(byteIn1252));
    case 'windows-1250':
    case 'cp850':
    case 'macintosh':
      throw new Error('not written here');
  }
}

function byteIn1252(character: string): number {
  const at = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ'.indexOf(character);
  return at === -1 || character === ' ' ? character.charCodeAt(0) : 0x80 + at;
}

interface Table {
  topics: string[];
  encoding: Encoding;
  withMark: boolean;
  separator: (typeof SEPARATORS)[number];
  lineEnd: string;
  quoting: 'all' | 'needed';
  above: string[];
  blankRows: boolean;
  declares: boolean;
}

function write(table: Table): Buffer {
  const mark = SEPARATOR_CHARACTERS[table.separator];
  const quote = (cell: string) =>
    table.quoting === 'all' || /[",;|\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  const line = (cells: readonly string[]) => cells.map(quote).join(mark) + table.lineEnd;
  const rows = table.topics.map((topic, id) => line([String(id + 1), protectFormulas(topic), AT, '']));
  const blank = table.blankRows ? mark.repeat(3) + table.lineEnd : '';
  const declared = table.declares ? `sep=${mark}${table.lineEnd}` : '';
  const above = table.above.map((title) => title + table.lineEnd).join('');
  const text = declared + above + line(['id', 'topic', 'createdAt', 'Mood']) + rows.join(blank) + blank;
  return encode(text, table.encoding, table.withMark);
}

const character = (encoding: Encoding) =>
  encoding === 'windows-1252'
    ? fc.constantFrom('a', 'Z', ' ', '"', ',', ';', '\t', '|', '\n', '=', "'", 'ä', 'é', 'ß', ...ONLY_IN_1252)
    : fc.oneof(
        fc.constantFrom('a', ' ', '"', ',', ';', '\t', '|', '\n', '=', "'", 'ä'),
        fc.string({ unit: 'grapheme', maxLength: 1 }).filter((text) => !text.includes('\r')),
      );

const topicIn = (encoding: Encoding) =>
  fc
    .array(character(encoding), { maxLength: 12 })
    .map((all) => all.join(''))
    .filter((topic) => encoding !== 'windows-1252' || !holdsUtf8(topic));

/** `é“…` in Windows-1252 has the bytes of `铅` in UTF-8: no bytes tell which was meant. */
function holdsUtf8(topic: string): boolean {
  const bytes = encode(topic, 'windows-1252', false).toString('latin1');
  return /[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}/.test(bytes);
}

const table: fc.Arbitrary<Table> = fc.constantFrom(...ENCODINGS.slice(0, 4)).chain((encoding) =>
  fc.record({
    encoding: fc.constant(encoding),
    topics: fc.array(topicIn(encoding), { minLength: 1, maxLength: 8 }),
    withMark: fc.boolean(),
    separator: fc.constantFrom(...SEPARATORS),
    lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
    quoting: fc.constantFrom('all' as const, 'needed' as const),
    above: fc.array(fc.constantFrom('', 'Tickets of October', 'Made by Anna, on Monday'), { maxLength: 3 }),
    blankRows: fc.boolean(),
    declares: fc.boolean(),
  }),
);

test('Windows-1252 whose bytes are UTF-8 as well is taken for UTF-8, and read as it is said', async ({ read }) => {
  const ambiguous = Buffer.concat([
    Buffer.from(`id,topic,createdAt\n1,`),
    encode('é“…', 'windows-1252', false),
    Buffer.from(`,${AT}\n`),
  ]);
  const topicOf = async (dialect?: Dialect) => (await read(ambiguous, dialect)).tickets[0]?.topic;
  expect(await topicOf()).toBe('铅');
  expect(await topicOf({ encoding: 'windows-1252' })).toBe('é“…');
});

test('any table in any dialect reads back equal', { timeout: 120_000 }, async ({ read }) => {
  await fc.assert(
    fc.asyncProperty(table, async (written) => {
      const { topics } = written;
      const run = await read(write(written));
      expect(run.problem).toBeNull();
      expect(run).toMatchObject({ read: topics.length, rejected: 0, leftOut: ['Mood'] });
      expect(run.tickets.map(({ topic = '' }) => topic)).toEqual(topics);
      const [recognised] = run.recognised;
      expect(recognised?.separator).toBe(written.separator);
      const isAscii = topics.every((topic) => /^[\0-\x7f]*$/.test(topic));
      const ofAscii = isAscii && written.encoding === 'windows-1252' ? 'utf-8' : written.encoding;
      expect(recognised?.encoding).toBe(ofAscii);
      expect(recognised?.skippedLines).toBe(written.above.length + (written.declares ? 1 : 0));
    }),
    { numRuns: 300 },
  );
});

describe('what a file does not tell by its beginning', () => {
  const rows = (count: number) => Array.from({ length: count }, (_, id) => `${id + 1},${AT},plain\n`).join('');
  const head = `id,createdAt,topic\n${rows(20_000)}`;

  test('an encoding is decided by the bytes of the whole', async ({ file }) => {
    const late = Buffer.concat([Buffer.from(head), Buffer.from(`30000,${AT},St\xf6rung\n`, 'latin1')]);
    const { sent, counts } = await readTickets(file(late));
    expect(sent.at(-1)).toMatchObject({ id: 30_000, topic: 'Störung' });
    expect(sent).toHaveLength(20_001);
    expect(counts?.recognised).toMatchObject([{ encoding: 'windows-1252' }]);
  });

  test('a file in two encodings is asked about, and read as it is said', async ({ file }) => {
    const mixed = Buffer.concat([
      Buffer.from(`${head}40000,${AT},Störung\n`),
      Buffer.from(`40001,${AT},St\xf6rung\n`, 'latin1'),
    ]);
    await expect(readTickets(file(mixed))).rejects.toThrow(
      'line 20002 is UTF-8 and line 20003 is not; save it in one encoding, or read it all as Windows-1252',
    );
    const { sent } = await readTickets(file(mixed), { encoding: 'windows-1252' });
    expect(sent.slice(-2).map(({ topic }) => topic)).toEqual(['StÃ¶rung', 'Störung']);
  });

  test('bytes of neither are refused', async ({ file }) => {
    const other = Buffer.concat([Buffer.from(head), Buffer.from(`4,${AT},M \x81 nchen\n`, 'latin1')]);
    await expect(readTickets(file(other))).rejects.toThrow('line 20002 is neither UTF-8 nor Windows-1252');
  });

  const rowOf = (bytes: string) => Buffer.from(`id,createdAt,topic\n1,${AT},"${bytes}"\n`, 'latin1');

  test.for([
    ['cp850', 'Geh\x94rt'],
    ['macintosh', 'Geh\x9art, M\x9fller'],
  ] as const)('signs within words that would be letters in %s are named', async ([encoding, bytes], { read }) => {
    const run = await read(rowOf(bytes));
    expect(run.notes).toEqual([`letters make more sense in ${encoding}: look at some, and choose`]);
    expect(await read(rowOf(bytes), { encoding })).toMatchObject({
      tickets: [{ topic: expect.stringContaining('Gehört') }],
      notes: [],
    });
  });

  test('Windows-1250 is read as it is said', async ({ read }) => {
    expect(await read(rowOf('\xa3\xf3d\x9f, Tom\xe1\x9a'), { encoding: 'windows-1250' })).toMatchObject({
      tickets: [{ topic: 'Łódź, Tomáš' }],
      recognised: [{ encoding: 'windows-1250' }],
    });
  });

  test('zeros in some cells of UTF-8 make no UTF-16 of it', async ({ read }) => {
    const run = await read(`id,createdAt,topic\n1,${AT},a\0b\n2,${AT},c\n`);
    expect(run).toMatchObject({ read: 2, rejected: 1, recognised: [{ encoding: 'utf-8' }] });
    expect(run.rejectGroups).toMatchObject([{ column: 'topic', what: 'contains a null byte' }]);
  });

  test('bytes that only an old encoding has are letters of it', async ({ read }) => {
    const run = await read(rowOf('M\x81ller'));
    expect(run).toMatchObject({ recognised: [{ encoding: 'cp850' }], tickets: [{ topic: 'Müller' }] });
    expect(run.notes).toEqual(['letters make more sense in cp850: look at some, and choose']);
  });

  test('letters and quotes of Windows-1252 raise no doubt', async ({ read }) => {
    const run = await read(rowOf('est\xe1n \x84Nord\x94\x85 gr\xf6\xdfer'));
    expect(run).toMatchObject({ recognised: [{ encoding: 'windows-1252' }], notes: [] });
  });

  test('text that was encoded twice is named', async ({ read }) => {
    const run = await read(`id,createdAt,topic\n1,${AT},St\u00c3\u00b6rung\n`);
    expect(run.notes).toEqual([expect.stringContaining('encoded twice')]);
    expect((await read(`id,createdAt,topic\n1,${AT},S\u00c3O PAULO\n`)).notes).toEqual([]);
  });

  test('what is said is not decided otherwise', async ({ file, read }) => {
    const latin = Buffer.from(`id,createdAt,topic\n1,${AT},St\xf6rung\n`, 'latin1');
    expect((await read(latin, { encoding: 'utf-8' })).problem).toBe('their.csv: line 2 is not UTF-8');
    await expect(readTickets(file(latin), { encoding: 'utf-8' })).rejects.toThrow('line 2 is not UTF-8');
  });
});

describe('the header', () => {
  test('is found below titles by names that are known, or by filled cells', async ({ read }) => {
    const known = await read(`Tickets, October\n\n;;\nid;createdAt;topic\n1;${AT};a\n`);
    expect(known).toMatchObject({ read: 1, rejected: 0, recognised: [{ headerLine: 4, skippedLines: 3 }] });
    const unknown = await read(`Tickets;;\nMade by;Anna;\nNo;Opened;Kind\n1;${AT};a\n2;${AT};b\n`);
    expect(unknown.names).toEqual(['No', 'Opened', 'Kind']);
  });

  test('a value that is called like a column makes no header', async ({ read }) => {
    const run = await read(`No;Opened;Kind\n1;${AT};email\n2;${AT};email\n`);
    expect(run.names).toEqual(['No', 'Opened', 'Kind']);
  });

  test('is where it is said to be', async ({ read }) => {
    const content = `id;createdAt;topic\nid;createdAt;subTopic\n1;${AT};a\n`;
    expect((await read(content, { skipLines: 1 })).tickets).toEqual([{ id: 1, createdAt: AT, subTopic: 'a' }]);
    expect((await read(content, { separator: 'comma' })).problem).toMatch(/has no id/);
  });

  test('once more within the rows is a reject that says so', async ({ read }) => {
    const run = await read(`id,createdAt\n1,${AT}\nid,createdAt\n2,${AT}\n`);
    expect(run).toMatchObject({ read: 3, rejected: 1, rejects: [{ line: 3, reason: 'is the header once more' }] });
  });

  test('several columns of tags with one name are joined; of another column they are refused', async ({ read }) => {
    const content = `id,createdAt,allTags,allTags\n1,${AT},login,vip\n2,${AT},billing,\n3,${AT},,\n`;
    expect((await read(content)).tickets.map(({ allTags }) => allTags)).toEqual(['login, vip', 'billing', undefined]);
    expect((await read(`id,createdAt,topic,topic\n1,${AT},a,b\n`)).problem).toBe(
      'their.csv: the header names topic twice; rename or remove all but one, so that it is clear which is meant',
    );
  });
});
