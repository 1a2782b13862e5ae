import { describe, expect, it } from 'vitest';
import { STORED_COLUMN_IDS, storedColumnOf } from '../contract/columns/columns';
import { parseWallTime } from '../contract/time/wallTime';
import { randomTickets } from './ticketFactory';

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
      for (const value of present) {
        if (column.kind === 'timestamp') expect(parseWallTime(String(value))).not.toBeNull();
        if (column.kind === 'enum') expect(column.values).toContain(value);
        if (column.kind !== 'integer') continue;
        const [first, last] = column.range;
        expect(value).toSatisfy((n: number) => n >= first && n <= last);
      }
    }
  });
});
