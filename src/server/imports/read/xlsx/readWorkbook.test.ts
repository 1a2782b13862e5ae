import { writeXlsx } from 'hucre/xlsx';
import { describe, expect } from 'vitest';
import type { Dialect } from '../../../../contract/responses/fileDialect';
import { test as base } from '../../../../testing/fixtures';
import { makeWorkbook } from '../../../../testing/makeWorkbook';
import { readTickets } from '../../../../testing/readTickets';
import { randomTickets } from '../../../../testing/ticketFactory';
import { dryRun } from '../../dryRun/dryRun';
import { kindOf } from './cellStyles';

const test = base.extend(
  'preview',
  ({ file }) =>
    (content: Buffer, dialect: Dialect = {}) =>
      dryRun({ name: 'their.xlsx', path: file(content) }, { timeZone: 'UTC', mapping: {}, dialect }),
);

const AT = '2024-05-12 09:00:00';
const text = (reference: string, value: string) => `<c r="${reference}" t="inlineStr"><is><t>${value}</t></is></c>`;
const HEADER = `<row r="1">${text('A1', 'id')}${text('B1', 'createdAt')}${text('C1', 'topic')}${text('D1', 'secondsToClose')}</row>`;
/** General, a day with its time, a time of day, hours that may be many. */
const STYLES =
  '<numFmts count="2"><numFmt numFmtId="164" formatCode="dd\\.mm\\.yyyy\\ hh:mm"/><numFmt numFmtId="165" formatCode="[h]:mm:ss"/></numFmts>' +
  '<cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="164"/><xf numFmtId="20"/><xf numFmtId="165"/></cellXfs>';

describe('what cells hold', () => {
  test('numbers, days, hours, shared and rich text, stored values of formulas', async ({ preview }) => {
    const sharedStrings =
      '<si><t>id</t></si><si><r><t xml:space="preserve">Bill </t></r><r><t>&amp; pay</t></r><rPh sb="0" eb="1"><t>x</t></rPh></si><si><t>a_x000A_b &#228; <![CDATA[<c>]]></t></si>';
    const rows = [
      '<row r="2"><c r="A2"><f>1+1</f><v>2</v></c><c r="B2" s="1"><v>45424.375</v></c><c r="C2" t="s"><v>1</v></c><c r="D2" s="3"><v>1.09375</v></c></row>',
      '<row r="3"><c r="A3"><v>3</v></c><c r="B3" t="str"><f>X1</f><v>2024-05-12 09:00:00</v></c><c r="C3" t="s"><v>2</v></c><c r="D3" s="2"><v>0.5</v></c></row>',
      '<row r="4"><c r="A4" t="str"><v>4</v></c><c r="B4"><v>45424.375</v></c><c r="C4"><v>17</v></c><c r="D4"><v>86400</v></c></row>',
      '<row r="5"/><row r="6"><c r="A6" s="1"/></row>',
    ];
    const run = await preview(
      await makeWorkbook({ sheets: { Tickets: HEADER + rows.join('') }, sharedStrings, styles: STYLES }),
    );
    expect(run).toMatchObject({ problem: null, read: 3, rejected: 0 });
    expect(run.tickets).toEqual([
      { id: 2, createdAt: AT, topic: 'Bill & pay', secondsToClose: 94_500 },
      { id: 3, createdAt: AT, topic: 'a\nb ä <c>', secondsToClose: 43_200 },
      { id: 4, createdAt: AT, topic: '17', secondsToClose: 86_400 },
    ]);
    expect(run.recognised).toMatchObject([{ format: 'xlsx', sheet: 'Tickets', sheets: ['Tickets'], headerLine: 1 }]);
  });

  test('days from 1904, prefixed elements, cells without a reference', async ({ preview }) => {
    const rows =
      `<row>${['id', 'createdAt'].map((name) => `<c t='inlineStr'><is><t>${name}</t></is></c>`).join('')}</row>
      <row><c><v>1</v></c><c s='1'><v>43962.375</v></c></row>`.replaceAll(/<(\/?)(row|c|v|is|t)\b/g, '<$1x:$2');
    const run = await preview(await makeWorkbook({ sheets: { A: rows }, styles: STYLES, properties: 'date1904="1"' }));
    expect(run.tickets).toEqual([{ id: 1, createdAt: AT }]);
  });

  test('a formula whose value was not stored, and errors, are rejected by their cell', async ({ preview }) => {
    const rows =
      '<row r="2"><c r="A2"><v>1</v></c><c r="B2" s="1"><f>NOW()</f></c></row><row r="3"><c r="A3" t="e"><v>#N/A</v></c><c r="B3" s="1"><v>45424</v></c></row>';
    const run = await preview(await makeWorkbook({ sheets: { A: HEADER + rows }, styles: STYLES }));
    expect(run.rejects).toMatchObject([
      { line: 2, reason: 'B2 is a formula without a stored value; open the workbook in Excel and save it' },
      { line: 3, reason: 'id is not a whole number: #N/A', raw: '#N/A,2024-05-12 00:00:00' },
    ]);
  });

  test.for([
    ['General', 'number'],
    ['0.00', 'number'],
    ['#,##0\\ "days"', 'number'],
    ['[Red]0', 'number'],
    ['yyyy\\-mm\\-dd\\ hh:mm:ss', 'date'],
    ['[$-409]d/m/yy h:mm AM/PM;@', 'date'],
    ['mmm yy', 'day'],
    ['dd.mm.yyyy', 'day'],
    ['h:mm', 'time'],
    ['mm:ss.0', 'time'],
    ['[h]:mm:ss', 'duration'],
    ['[hh]:mm', 'duration'],
  ] as const)('the format %s is of a %s', ([format, kind]) => {
    expect(kindOf(format)).toBe(kind);
  });
});

describe('sheets', () => {
  const ticket = (id: number) => `<row r="2"><c r="A2"><v>${id}</v></c><c r="B2" s="1"><v>45424</v></c></row>`;
  const book = () =>
    makeWorkbook({
      sheets: { Hidden: HEADER + ticket(1), About: HEADER + ticket(2), Tickets: HEADER + ticket(3) },
      states: { Hidden: 'state="hidden"' },
      styles: STYLES,
    });

  test('the first visible one is read, or the one that is named', async ({ preview }) => {
    const ids = async (dialect: Dialect) => (await preview(await book(), dialect)).tickets.map(({ id }) => id);
    expect(await ids({})).toEqual([2]);
    expect(await ids({ sheet: 'Tickets' })).toEqual([3]);
    expect(await ids({ sheet: 'hidden' })).toEqual([1]);
    expect((await preview(await book(), { sheet: 'Other' })).problem).toBe(
      'their.xlsx: there is no sheet "Other"; it has: Hidden, About, Tickets',
    );
  });

  test('a cover before the tickets is not read: the first sheet is that names what each ticket has', async ({
    preview,
  }) => {
    const cover = `<row r="1">${text('A1', 'Stand')}${text('B1', 'heute')}</row><row r="2">${text('A2', 'id')}</row>`;
    const theirs = HEADER.replace('>id<', '>Ticket-Nr<').replace('>createdAt<', '>Erstellt am<') + ticket(4);
    const sheets = { Deckblatt: cover, Leer: '', Legende: cover, Auswertung: theirs, Tickets: HEADER + ticket(3) };
    const content = await makeWorkbook({ sheets, states: { Legende: 'state="hidden"' }, styles: STYLES });
    expect((await preview(content)).recognised).toMatchObject([{ sheet: 'Auswertung', sheets: Object.keys(sheets) }]);
    const only = await makeWorkbook({ sheets: { Deckblatt: cover, Legende: cover }, styles: STYLES });
    expect((await preview(only)).recognised).toMatchObject([{ sheet: 'Deckblatt' }]);
  });

  test('a header below titles is found, or said', async ({ preview }) => {
    const title = `<row r="1">${text('A1', 'Tickets of October')}</row>`;
    const below = HEADER.replaceAll('1"', '4"') + ticket(7).replaceAll('2"', '5"').replace('<v>45424', '<v>45424');
    const content = await makeWorkbook({ sheets: { A: title + below }, styles: STYLES });
    expect(await preview(content)).toMatchObject({
      read: 1,
      rejected: 0,
      recognised: [{ headerLine: 4, skippedLines: 3 }],
    });
    expect((await preview(content, { skipLines: 3 })).tickets).toMatchObject([{ id: 7 }]);
    expect((await preview(content, { skipLines: 0 })).problem).toMatch(/has no id/);
  });

  test('macros beside them are not looked at', async ({ preview }) => {
    const extra = { 'xl/vbaProject.bin': Buffer.from('AutoOpen') };
    expect(
      await preview(await makeWorkbook({ sheets: { A: HEADER + ticket(1) }, styles: STYLES, extra })),
    ).toMatchObject({
      read: 1,
      rejected: 0,
    });
  });
});

test('a workbook of another writer comes back equal', async ({ file }) => {
  const tickets = randomTickets(5, 500).map((ticket) => ({
    ...ticket,
    topic: 'a & <b> "c" _x_',
    rawData: null,
    subTopic: 'ü😀',
    allTags: null,
    email: null,
    contractId: null,
    customerId: null,
  }));
  const names = Object.keys(tickets[0] ?? {});
  const rows = [names, ...tickets.map((ticket) => Object.values(ticket))];
  const content = await writeXlsx({ sheets: [{ name: 'Tickets', rows }] });
  const { sent, counts } = await readTickets(file(Buffer.from(content)));
  expect(counts).toMatchObject({ rejected: 0, rows: 500 });
  const plain = tickets.map((ticket) =>
    Object.fromEntries(Object.entries(ticket).filter(([, value]) => value !== null)),
  );
  expect(sent.map(({ sequence: _, ...ticket }) => ticket)).toEqual(plain);
});

describe('damaged workbooks are refused', () => {
  test.for([
    ['a document type', { sheets: { A: '<!DOCTYPE x [<!ENTITY a "b">]>' } }, 'the workbook is damaged'],
    ['a sheet that ends within a tag', { sheets: {}, extra: {} }, 'the workbook has no sheet'],
  ] as const)('%s', async ([_, parts, problem], { preview }) => {
    expect((await preview(await makeWorkbook(parts))).problem).toBe(`their.xlsx: ${problem}`);
  });

  test('more text in a row than any ticket has', async ({ preview }) => {
    const long = text('A2', 'x'.repeat(17 * 1024 * 1024));
    // Random, so that it does not unpack to many times its size.
    const noise = Buffer.from(Array.from({ length: 200_000 }, (_, at) => Math.imul(at, 2_654_435_761) & 255));
    const content = await makeWorkbook({ sheets: { A: `${HEADER}<row r="2">${long}</row>` }, extra: { noise } });
    expect((await preview(content)).problem).toMatch(/row 2 has more than 16 MB|unpacks to more than 200 times/);
  });
});
