import { createHmac, hkdfSync } from 'node:crypto';
import { HOUR_SECONDS } from '../../contract/time/units';

/** So many different reports of one hour are known; a forgotten one is asked of the store again. */
const MOST_KNOWN = 20_000;

/**
 * Tells what is seen for the first time in an hour. What is seen is told apart by all that it asks for, values
 * included, which nobody may find out from the audit: its key is made with the server's secret.
 */
export class OncePerHour {
  readonly #secret: Uint8Array;
  readonly #known = new Set<string>();

  /** @param secret the same in all processes that share a store, or each of them writes an entry of its own. */
  constructor(secret: Uint8Array) {
    this.#secret = new Uint8Array(hkdfSync('sha256', secret, '', 'ticketlens-audit', 32));
  }

  /** @returns the key of an entry; undefined when this process has given it out before. */
  first(parts: readonly (string | null)[], now: Date): string | undefined {
    const hour = Math.floor(now.getTime() / 1000 / HOUR_SECONDS);
    const text = JSON.stringify([hour, ...parts]);
    const key = createHmac('sha256', this.#secret).update(text).digest('base64url');
    if (this.#known.has(key)) return undefined;
    this.#known.add(key);
    for (const oldest of this.#known) {
      if (this.#known.size <= MOST_KNOWN) break;
      this.#known.delete(oldest);
    }
    return key;
  }
}
