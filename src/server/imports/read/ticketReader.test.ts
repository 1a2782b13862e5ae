import { describe, expect, test } from 'vitest';
import { STORED_COLUMN_IDS, type StoredColumnId } from '../../../contract/columns/columns';
import { protectFormulas } from '../../../contract/format/protectFormulas';
import { HOSTILE_TEXTS, randomTickets } from '../../../testing/ticketFactory';
import { describeProblem, TicketReader, ticketOf } from './ticketReader';

type Cells = Partial<Record<StoredColumnId, unknown>>;

function read(cells: Cells, isCsv: boolean): Record<string, unknown> | string {
  const values = STORED_COLUMN_IDS.map((id) => cells[id]);
  const parsed = new TicketReader({ timeZone: 'UTC', form: isCsv ? 'csv' : 'json' }).read({ line: 1, raw: '', values });
  if ('cells' in parsed) return ticketOf(parsed.cells);
  const [problem] = parsed.problems;
  return problem === undefined ? '' : describeProblem(problem);
}

const CSV = { id: '4711', createdAt: '2024-05-12 09:00:00' };
const JSON_ROW = { id: 4711, createdAt: '2024-05-12 09:00:00' };
const PLAIN = { id: 4711, createdAt: '2024-05-12 09:00:00' };

describe('ticket reader', () => {
  test('empty cells are nulls in either format', () => {
    expect(read({ ...CSV, topic: '', closedAt: '', priority: '', secondsToClose: '' }, true)).toEqual(PLAIN);
    expect(read({ ...JSON_ROW, topic: '', closedAt: null, priority: '' }, false)).toEqual(PLAIN);
  });

  test.each<[string, Cells, string]>([
    ['no id', { ...CSV, id: '' }, 'id is missing'],
    ['no createdAt', { ...CSV, createdAt: undefined }, 'createdAt is missing'],
    ['an id of 2^53', { ...CSV, id: '9007199254740992' }, 'id is not from 0 to 9007199254740991: 9007199254740992'],
    ['a negative id', { ...CSV, id: '-1' }, 'id is not from 0 to 9007199254740991: -1'],
    ['an id in words', { ...CSV, id: 'x' }, 'id is not a whole number: x'],
    ['a fraction', { ...CSV, secondsToClose: '1.5' }, 'secondsToClose is not a whole number: 1.5'],
    ['a count above 32 bits', { ...CSV, incomingMessages: '2147483648' }, 'incomingMessages is not from'],
    ['a percentage above 100', { ...CSV, customerLegitimation: '101' }, 'customerLegitimation is not from 0 to 100'],
    ['an unknown word', { ...CSV, priority: 'High' }, 'priority is not one of low, medium, high, urgent: High'],
    ['a name of all objects', { ...CSV, status: 'constructor' }, 'status is not one of'],
    ['day first', { ...CSV, dueBy: '12/05/2024' }, 'dueBy is not a time as YYYY-MM-DD HH:mm:ss (which number'],
    ['a null byte', { ...CSV, topic: 'a\0b' }, 'topic contains a null byte'],
  ])('%s is a reason to reject', (_, cells, reason) => {
    expect(read(cells, true)).toEqual(expect.stringContaining(reason));
  });

  test.each<[string, Cells, string]>([
    ['a number as text', { ...JSON_ROW, id: '4711' }, 'id is not a whole number'],
    ['a text as number', { ...JSON_ROW, contractId: 5 }, 'contractId is not text: 5'],
    ['half of a character', { ...JSON_ROW, topic: '\ud800' }, 'topic contains half of a character'],
    ['an array', { ...JSON_ROW, allTags: ['a'] }, 'allTags is not text: ["a"]'],
  ])('in JSON, %s is a reason to reject', (_, cells, reason) => {
    expect(read(cells, false)).toEqual(expect.stringContaining(reason));
  });

  test('whole numbers may end in a zero after the point, as tools write columns with gaps', () => {
    expect(read({ ...CSV, incomingMessages: '3.0', secondsToClose: '-60' }, true)).toEqual({
      ...PLAIN,
      incomingMessages: 3,
      secondsToClose: -60,
    });
  });

  test('rawData as an object is stored as its JSON text', () => {
    expect(read({ ...JSON_ROW, rawData: { a: [1, null], b: '"' } }, false)).toEqual({
      ...PLAIN,
      rawData: '{"a":[1,null],"b":"\\""}',
    });
  });

  test('csv takes off the apostrophes that our export puts on; JSON keeps text as it is', () => {
    for (const topic of [...HOSTILE_TEXTS, "'", "''", "'a", "'''=", "'\t", "a;'=1;=2"]) {
      expect(read({ ...CSV, topic: protectFormulas(topic) }, true)).toEqual({ ...PLAIN, topic });
      expect(read({ ...JSON_ROW, topic }, false)).toEqual({ ...PLAIN, topic });
    }
  });

  test('times with an offset are counted', () => {
    const reader = new TicketReader({ timeZone: 'Europe/Berlin', form: 'json' });
    const cells: Cells = { ...JSON_ROW, createdAt: '2024-05-12T09:00:00Z', dueBy: '2024-05-12 12:00:00' };
    const parsed = reader.read({ line: 1, raw: '', values: STORED_COLUMN_IDS.map((id) => cells[id]) });
    expect('cells' in parsed && ticketOf(parsed.cells)).toEqual({
      id: 4711,
      createdAt: '2024-05-12 11:00:00',
      dueBy: '2024-05-12 12:00:00',
    });
    expect(reader.converted).toBe(1);
  });

  test('every value that a column can hold is parsed', () => {
    for (const ticket of randomTickets(3, 500)) {
      const stored = Object.fromEntries(Object.entries(ticket).filter(([, value]) => value !== null));
      expect(read(ticket, false)).toEqual(stored);
    }
  });
});
