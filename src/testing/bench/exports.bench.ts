import { statSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { COLUMN_IDS } from '../../contract/columns';
import { makeFile } from '../../server/exports/exportFile';
import { sql } from '../../server/tickets/engine';
import { openTestBackend, type TestBackend } from '../testBackend';
import { makeTickets } from './madeTickets';

const ROWS = 1_000_000;
let server: TestBackend;
beforeAll(async () => {
  server = await openTestBackend();
  await server.backend.engine.command(sql(makeTickets(ROWS)));
}, 300_000);
afterAll(() => server.close());

test.each(['csv', 'json', 'xlsx'] as const)(
  '%s',
  async (format) => {
    const scope = {
      query: { filters: [], order: { field: 'secondsToClose', direction: 'desc' } as const },
      visible: COLUMN_IDS,
      moment: { asOf: '2026-01-01 00:00:00', timeZone: 'UTC' },
    };
    const path = join(server.dataDir, `tickets.${format}`);
    await setTimeout(1000);
    const before = process.memoryUsage.rss();
    let peak = before;
    const timer = setInterval(() => {
      peak = Math.max(peak, process.memoryUsage.rss());
    }, 50);
    const delay = monitorEventLoopDelay({ resolution: 5 });
    delay.enable();
    const start = performance.now();
    const facts = await makeFile(
      server.backend.engine,
      {
        scope,
        format,
        csvSafe: true,
        csvDialect: 'rfc4180',
        offset: 0,
        maker: { email: 'a@b.c', publicUrl: 'http://x' },
      },
      path,
    );
    const seconds = (performance.now() - start) / 1000;
    delay.disable();
    clearInterval(timer);
    console.log(
      format,
      facts,
      `${seconds.toFixed(1)} s, ${(facts.rows / seconds).toFixed(0)} rows/s, +${((peak - before) / 1e6).toFixed(0)} MB over ${(before / 1e6).toFixed(0)}, stall ${(delay.max / 1e6).toFixed(0)} ms`,
      statSync(path).size,
    );
    expect(facts.rows).toBe(ROWS);
  },
  600_000,
);
