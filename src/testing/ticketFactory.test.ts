import { describe, expect, it } from 'vitest';
import { STORED_COLUMN_IDS, storedColumnOf } from '../contract/columns/columns';
import { parseWallTime } from '../contract/time/wallTime';
import { randomTickets } from './ticketFactory';

function isAllowed(column: ReturnType<typeof storedColumnOf>, value: unknown): boolean {
  if (column.kind === 'timestamp') return parseWallTime(String(value)) !== null;
  if (column.kind === 'enum') return column.values.some((each) => each === value);
  if (column.kind !== 'integer') return true;
  const [first, last] = column.range;
  return Number(value) >= first && Number(value) <= last;
}

describe('randomTickets', () => {
  const tickets = randomTickets(1, 2000);

  it('is the same for the same seed, and another for another', () => {
    expect(randomTickets(1, 2000)).toEqual(tickets);
    expect(randomTickets(2, 2000)).not.toEqual(tickets);
  });

  it('gives every ticket an id of its own', () => {
    expect(new Set(tickets.map((ticket) => ticket.id)).size).toBe(2000);
  });

  it('holds only what the columns allow, and every column but the required ones is null at times', () => {
    for (const id of STORED_COLUMN_IDS) {
      const column = storedColumnOf(id);
      const present = tickets.map((ticket) => ticket[id]).filter((value) => value !== null);
      expect(present.length < tickets.length, id).toBe(column.required !== true);
      // One assertion for all: 50,000 of them take seconds.
      expect(
        present.filter((value) => !isAllowed(column, value)),
        id,
      ).toEqual([]);
    }
  });
});
