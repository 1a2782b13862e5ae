import { join } from 'node:path';
import type { Ticket } from '../../contract/columns/columns';
import { exportUrl } from '../../server/config/upstreamUrl';
import { sql } from '../../server/engine/engine';
import { parsedRows } from '../../server/imports/read/parsedRows';
import { spoolPages } from '../../server/sync/spool';
import { type SyncOptions, syncOnce } from '../../server/sync/syncRun';
import { TABLE } from '../../server/tickets/schema/ticketTable';
import { test as base } from '../fixtures';
import { openTestBackend } from '../testBackend';
import { type Fault, startFaultyProxy } from './faultyProxy';

export const NONE: Fault = { kind: 'none' };
export const PAGE_ROWS = 7;

/** Set by tests, and as it was at the beginning of each. */
export const plan = {
  now: new Date(),
  /** Called before each request. */
  before: (_query: URLSearchParams): Promise<Fault> | Fault => NONE,
};

export function rowsOf(answer: unknown): Ticket[] {
  return answer as Ticket[];
}

interface Upstream {
  url: string;
  token?: string;
  stop(): Promise<void>;
}

/** Tests of a mirror that reads an upstream over a connection which breaks as the plan says; each begins with no tickets. */
export function mirrorTest<U extends Upstream>(start: () => Promise<U>) {
  const test = base
    // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the fixtures that one needs from the pattern.
    .extend('upstream', { scope: 'file' }, async ({}, { onCleanup }) => {
      const upstream = await start();
      onCleanup(() => upstream.stop());
      return upstream;
    })
    // biome-ignore lint/correctness/noEmptyPattern: as above.
    .extend('mirror', { scope: 'file' }, async ({}, { onCleanup }) => {
      const mirror = await openTestBackend({}, { now: () => plan.now });
      onCleanup(() => mirror.close());
      return mirror;
    })
    .extend('proxy', { scope: 'file' }, async ({ upstream }, { onCleanup }) => {
      const proxy = await startFaultyProxy(upstream.url, { before: (query) => plan.before(query) });
      onCleanup(() => proxy.stop());
      return proxy;
    })
    .extend(
      'mirrored',
      ({ mirror }) =>
        async (): Promise<Ticket[]> =>
          rowsOf(await (await mirror.call('/export/reporting_tickets?format=json')).json()),
    )
    .extend(
      'sync',
      ({ mirror, proxy, upstream }) =>
        (options: Partial<SyncOptions> = {}) =>
          syncOnce(mirror.backend, {
            upstream: { url: exportUrl(proxy.url), token: upstream.token ?? 'token' },
            pull: (pulled) => spoolPages({ ...pulled, pageRows: PAGE_ROWS, wait: async () => undefined }),
            read: parsedRows,
            ...options,
          }),
    )
    .extend(
      'spool',
      ({ mirror }) =>
        () =>
          join(mirror.dataDir, 'sync', 'pages.ndjson'),
    );
  test.beforeEach(async ({ mirror, proxy }) => {
    plan.now = new Date('2026-03-10T12:00:00Z');
    plan.before = () => NONE;
    proxy.asked.length = 0;
    await mirror.backend.state.query('DELETE FROM upstream_sync');
    await mirror.backend.engine.command(sql(`TRUNCATE TABLE ${TABLE}`));
    await mirror.backend.engine.command(sql(`ALTER TABLE ${TABLE} MODIFY COMMENT ''`));
  });
  return test;
}
