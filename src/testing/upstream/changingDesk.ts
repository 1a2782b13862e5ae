import type { Ticket } from '../../contract/columns/columns';
import { formatWallTime, parseWallTime } from '../../contract/time/wallTime';
import { Random } from '../../server/demo/random';
import { randomTickets } from '../ticketFactory';

type Kind = 'change' | 'bulk' | 'create' | 'migrate';

/** A simulated helpdesk: its tickets and their changes, which a test sends to an upstream. */
export class ChangingDesk {
  readonly tickets = new Map<number, Ticket>();
  readonly #random: Random;
  /** Wall time of the desk's clock, in seconds. */
  #wall: number;

  constructor(seed: number, count: number, start: string) {
    this.#random = new Random(seed);
    this.#wall = parseWallTime(start) ?? 0;
    for (const ticket of randomTickets(seed, count)) this.tickets.set(Number(ticket.id), ticket);
    // As after an import, many tickets have the same modifiedAt.
    const [, ...same] = [...this.tickets.values()].slice(0, Math.floor(count / 3));
    for (const ticket of same) ticket.modifiedAt = formatWallTime(this.#wall - 30 * 86_400);
  }

  /** @param seconds negative when the clocks go back. */
  pass(seconds: number): void {
    this.#wall += seconds;
  }

  /** A few new or changed tickets. */
  work(): Ticket[] {
    const kind = this.#random.pick<Kind>([
      ['change', 5],
      ['bulk', 1],
      ['create', 3],
      ['migrate', 1],
    ]);
    // The same ticket can be picked twice.
    const changed = new Map(this.#changes(kind).map((ticket) => [Number(ticket.id), ticket]));
    for (const [id, ticket] of changed) this.tickets.set(id, ticket);
    return [...changed.values()];
  }

  /** Deletes a few tickets. */
  drop(count: number): number[] {
    const ids = Array.from({ length: count }, () => Number(this.#any().id));
    for (const id of ids) this.tickets.delete(id);
    return ids;
  }

  #changes(kind: Kind): Ticket[] {
    switch (kind) {
      case 'change':
        return Array.from({ length: this.#random.between(1, 3) }, () => this.#change(this.#any(), this.#moment()));
      case 'bulk': {
        const moment = this.#moment();
        return Array.from({ length: this.#random.between(5, 15) }, () => this.#change(this.#any(), moment));
      }
      case 'create':
        // Ids are in no order, and a new ticket has not been modified yet.
        return [{ ...this.#made(), id: this.#freeId(), createdAt: this.#moment(), modifiedAt: this.#moment(0.5) }];
      case 'migrate':
        // Imported from another system with its old times; its id is the next one.
        return [{ ...this.#made(), id: Math.max(...this.tickets.keys()) + this.#random.between(1, 5) }];
    }
  }

  #change(ticket: Ticket, modifiedAt: string | null): Ticket {
    return { ...this.#made(), id: ticket.id, createdAt: ticket.createdAt, modifiedAt };
  }

  /** Now, or some minutes ago, as in a long transaction. */
  #moment(): string;
  #moment(missing: number): string | null;
  #moment(missing = 0): string | null {
    if (this.#random.chance(missing)) return null;
    return formatWallTime(this.#wall - (this.#random.chance(0.2) ? this.#random.between(0, 600) : 0));
  }

  #any(): Ticket {
    const all = [...this.tickets.values()];
    const ticket = all[this.#random.between(0, all.length - 1)];
    if (ticket === undefined) throw new Error('the desk has no tickets');
    return ticket;
  }

  #made(): Ticket {
    const [ticket] = randomTickets(this.#random.between(1, 2 ** 30), 1);
    if (ticket === undefined) throw new Error('no ticket was made');
    return ticket;
  }

  #freeId(): number {
    for (;;) {
      const id = this.#random.between(1000, 2 ** 33);
      if (!this.tickets.has(id)) return id;
    }
  }
}
