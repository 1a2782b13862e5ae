import { ApiError } from '../../../contract/errors';
import { ownerOf, type SignedInPrincipal, userKeyOf } from '../../access/principal';
import type { ExportServices } from '../exportServices';
import type { JobEvents } from './jobEvents';
import { type JobRow, jobsOf } from './jobStore';
import { toExportJobs } from './jobView';

/** The lists that streams of events show: read once for each change, however many streams of a user there are. */

/** One for each browser that somebody has open, and some to spare: the page shares one among its tabs. */
const MAX_STREAMS = 8;
/** Streams repeat their list now and then; it is read anew for that, since a change may not have been told. */
const FRESH_MS = 9000;
/** Seconds after which a client may ask again that was refused. */
const RETRY_SECONDS = 10;

/** A list as an event, and whether a job in it is under way. */
export interface JobListEvent {
  data: string;
  isUnderWay: boolean;
}

/** One reading of the rows, and the events that were made of it by who they are for. */
interface Reading {
  /** Changes before it. */
  change: number;
  at: number;
  rows: Promise<readonly JobRow[]>;
  events: Map<string, Promise<JobListEvent>>;
}

/** A user's list. */
interface Feed {
  /** One of each stream, called when something may have changed. */
  listeners: Set<() => void>;
  /** Counts what was told of the user's jobs. */
  change: number;
  reading: Reading | undefined;
  /** Hears no more of changes. */
  stop(): void;
}

/** One stream's part in a feed. */
export interface JobStream {
  read(): Promise<JobListEvent>;
  /** Gives its place to another; may be called again. */
  close(): void;
}

export class JobFeeds {
  readonly #services: ExportServices;
  readonly #events: JobEvents;
  readonly #feeds = new Map<string, Feed>();

  constructor(services: ExportServices, events: JobEvents) {
    this.#services = services;
    this.#events = events;
  }

  /**
   * @param onChange called when something may have changed.
   * @throws ApiError tooManyRequests when the user has as many streams as one may have.
   */
  open(principal: SignedInPrincipal, onChange: () => void): JobStream {
    const owner = ownerOf(principal);
    const feed = this.#feeds.get(owner) ?? this.#start(owner);
    if (feed.listeners.size >= MAX_STREAMS) {
      const details = { retryAfter: RETRY_SECONDS, allowed: `at most ${MAX_STREAMS} at once` };
      throw new ApiError('tooManyRequests', 'You have too many streams of export events open', details);
    }
    feed.listeners.add(onChange);
    // Whoever comes anew may know of a job of which nobody was told yet.
    feed.change += 1;
    return {
      read: () => this.#event(feed, principal),
      close: () => {
        // Twice is once: the user's next streams may have another feed by then.
        if (!feed.listeners.delete(onChange) || feed.listeners.size > 0) return;
        feed.stop();
        this.#feeds.delete(owner);
      },
    };
  }

  #start(userId: string): Feed {
    const listeners = new Set<() => void>();
    const stop = this.#events.onUser(userId, () => {
      feed.change += 1;
      for (const listener of listeners) listener();
    });
    const feed: Feed = { listeners, change: 0, reading: undefined, stop };
    this.#feeds.set(userId, feed);
    return feed;
  }

  #event(feed: Feed, principal: SignedInPrincipal): Promise<JobListEvent> {
    const { rows, events } = this.#read(feed, ownerOf(principal));
    const seenBy = JSON.stringify([principal.level, principal.permissions]);
    const made = events.get(seenBy) ?? rows.then((all) => this.#toEvent(all, principal));
    events.set(seenBy, made);
    return made;
  }

  #read(feed: Feed, userId: string): Reading {
    const { reading, change } = feed;
    if (reading?.change === change && performance.now() - reading.at < FRESH_MS) return reading;
    const rows = jobsOf(this.#services.state, userId);
    const next: Reading = { change, at: performance.now(), rows, events: new Map() };
    feed.reading = next;
    // The next one asks again.
    rows.catch(() => {
      if (feed.reading === next) feed.reading = undefined;
    });
    return next;
  }

  async #toEvent(rows: readonly JobRow[], principal: SignedInPrincipal): Promise<JobListEvent> {
    const jobs = await toExportJobs(this.#services.keys, rows, principal);
    const isUnderWay = jobs.some(({ state }) => state === 'queued' || state === 'running');
    return { data: JSON.stringify({ user: userKeyOf(principal), jobs }), isUnderWay };
  }
}
