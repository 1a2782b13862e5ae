import { setTimeout } from 'node:timers/promises';
import { expect, vi } from 'vitest';
import { z } from 'zod';
import type { Ticket } from '../../contract/columns/columns';
import { profileSchema } from '../../contract/responses/sessionResponses';
import { Random } from '../../server/demo/random';
import type { BuiltServer } from '../builtServer';
import { type ServerProcess, startServer } from '../serverProcess';
import { messageIdIn, type TestSmtpServer } from '../smtpServer';

/** Servers that are killed at moments which only the seed knows, again and again, on one data folder. */

export interface KillRounds {
  built: BuiltServer;
  dataDir: string;
  rounds: number;
  seed: number;
}

const WAIT = { timeout: 120_000, interval: 50 };
/** Longer than either kind of work takes, so that some kills find it done. */
const LATEST_MS = 1500;

const TICKETS = 40_000;
const ticketsSchema = z.array(z.object({ topic: z.string() }));

/** The import of a file in which every ticket has the same topic. */
function fileOf(topic: string): string {
  const lines = Array.from({ length: TICKETS }, (_, id) => `${id},2024-05-12 09:00:00,${topic}\n`);
  return `id,createdAt,topic\n${lines.join('')}`;
}

/** The topics that there are: of a file that was imported whole there is one. */
async function topicsOf(server: ServerProcess): Promise<string[]> {
  const rows = await (await server.call('/export/reporting_tickets?format=json&columns=topic')).json();
  const tickets = ticketsSchema.parse(rows);
  expect(tickets).toHaveLength(TICKETS);
  return [...new Set(tickets.map(({ topic }) => topic))];
}

/** In each round an export is accepted and an import started, and the server is killed. */
export async function killFilesAndExports(options: KillRounds, smtp: TestSmtpServer): Promise<void> {
  const { built, dataDir, rounds } = options;
  const random = new Random(options.seed);
  const settings = { DATA_DIR: dataDir, EXPORT_SYNC_ROWS_XLSX: '10', SMTP_URL: smtp.url };
  const accepted: string[] = [];
  /** Of the imports that are known to be done, the newest; and what may stand in its place. */
  let [done, possible] = ['first', ['first']];
  const first = await startServer(built, settings);
  const { id: firstImport } = await first.startImport(fileOf(done));
  await vi.waitUntil(async () => (await first.upload(firstImport)).state === 'done', WAIT);
  await first.end('SIGKILL');
  for (let round = 0; round < rounds; round += 1) {
    const server = await startServer(built, settings);
    const [found = '', ...others] = await topicsOf(server);
    expect({ possible, others }).toEqual({ possible: expect.arrayContaining([found]), others: [] });
    done = found;
    const topic = `round ${round}`;
    const killing = setTimeout(random.between(0, LATEST_MS)).then(() => server.end('SIGKILL'));
    const work = async () => {
      accepted.push(await server.queue(`format=xlsx&columns=id&offset=${round}`));
      const { id } = await server.startImport(fileOf(topic));
      await vi.waitUntil(async () => (await server.upload(id)).state === 'done', WAIT);
      done = topic;
    };
    // Killed, it answers nothing any more.
    await Promise.all([work().catch(() => undefined), killing]);
    possible = done === topic ? [topic] : [done, topic];
  }
  const last = await startServer(built, settings);
  expect(possible).toEqual(expect.arrayContaining(await topicsOf(last)));
  for (const id of accepted) await last.untilJob(id, { state: 'sent', error: null });
  await last.end('SIGTERM');
  for (const id of accepted) {
    const mails = smtp.mails.map(messageIdIn).filter((each) => each === `<export-${id}@127.0.0.1>`);
    expect(mails.length).toBeOneOf([1, 2]);
  }
}

/** An instance that a mirror follows; it lives through all rounds. */
export interface LastingUpstream {
  url: string;
  token: string;
  insert(tickets: readonly Partial<Ticket>[]): Promise<void>;
  /** All of its tickets, as an export gives them. */
  tickets(): Promise<unknown>;
}

/** In each round the upstream changes, and the mirror is killed while it follows. */
export async function killMirror(options: KillRounds, upstream: LastingUpstream): Promise<void> {
  const { built, dataDir, rounds } = options;
  const random = new Random(options.seed);
  const settings = {
    DATA_DIR: dataDir,
    REPORTING_SYNC_URL: upstream.url,
    TICKETLENS_UPSTREAM_TOKEN: upstream.token,
  };
  for (let round = 0; round < rounds; round += 1) {
    const modifiedAt = `2290-01-01 00:${String(round).padStart(2, '0')}:00`;
    const ids = Array.from({ length: 500 }, () => random.between(1, 5000));
    const topic = `round ${round}`;
    await upstream.insert(
      [...new Set(ids)].map((id) => ({ id: 2 ** 40 + round * 5000 + id, createdAt: modifiedAt, modifiedAt, topic })),
    );
    const server = await startServer(built, settings);
    await setTimeout(random.between(0, LATEST_MS));
    await server.end('SIGKILL');
  }
  const last = await startServer(built, settings);
  await vi.waitUntil(async () => {
    const { sync } = profileSchema.parse(await (await last.call('/profile')).json());
    return sync?.running === false && sync.state === 'fresh';
  }, WAIT);
  const mirrored = await (await last.call('/export/reporting_tickets?format=json')).json();
  await last.end('SIGTERM');
  // Not as one comparison: its message would hold every ticket.
  expect(JSON.stringify(mirrored) === JSON.stringify(await upstream.tickets())).toBe(true);
}
