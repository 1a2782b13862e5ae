import { createHash } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { expect, test, vi } from 'vitest';
import { z } from 'zod';
import { exportJobSchema, queuedResponseSchema } from '../../contract/responses/exportResponses';
import { messageIdIn } from '../smtpServer';
import { LoadClient, numbersOf, quantile, type Reply } from './loadClient';
import { DOWNLOAD_ROWS, type SeveralServers, withSeveralServers } from './severalServers';

/**
 * `npm run load`: two servers and a worker behind nginx, each part killed with -9 in turn under load, and started again.
 * Nothing that was accepted is lost, and no answer, file or mail is wrong.
 */

const TICKETS = Number(process.env.LOAD_TICKETS ?? '20000');
const CLIENTS = Number(process.env.LOAD_SEVERAL_CLIENTS ?? '16');
const ROUNDS = Number(process.env.LOAD_ROUNDS ?? '2');
/** Of load before a part is killed, and of load without it. */
const WHOLE_MS = Number(process.env.LOAD_WHOLE_MS ?? '4000');
const WITHOUT_MS = 4000;
const QUESTIONS = 60;
const STORES = /^(PostgreSQL|ClickHouse)/;
const AS_OF = 'asOf=2026-01-01 00:00:00';
/** What a client may be told: a request that met a killed part ends with one of nginx's statuses, or breaks. */
const ALLOWED = [200, 202, 429, 502, 503, 504];

test('each part is killed in turn under load', { timeout: (ROUNDS * 120 + 600) * 1000 }, async () => {
  await withSeveralServers(TICKETS, async (system) => {
    const expected = await answersOfBoth(system);
    const load = startLoad(system, expected);
    const killed: Record<string, Record<string, number>> = {};
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const part of system.parts) {
        await setTimeout(WHOLE_MS);
        const before = { ...load.statuses };
        await part.kill();
        await setTimeout(WITHOUT_MS);
        await part.start();
        killed[`${part.name}, ${round + 1}`] = difference(before, load.statuses);
      }
    }
    await setTimeout(WHOLE_MS);
    await load.stop();
    for (const [name, statuses] of Object.entries(killed)) console.log(`without ${name}:`, JSON.stringify(statuses));
    const { statuses, times, wrong, odd, jobs } = load;
    const figures = { statuses, p50: quantile(times, 0.5), p95: quantile(times, 0.95), jobs: jobs.size };
    console.log('in all:', JSON.stringify(figures));
    expect(wrong).toEqual([]);
    // Both servers are there: what they answer while a store is away takes neither out of use.
    const withoutStores = Object.entries(killed).filter(([name]) => STORES.test(name));
    expect(withoutStores.filter(([, statuses]) => '502' in statuses)).toEqual([]);
    expect(odd).toEqual([]);
    await expectDelivered(system, jobs);
  });
});

/** Digests of what was answered while nothing else ran, by path. */
type Expected = ReadonlyMap<string, string>;

const digest = (body: Buffer) => createHash('sha256').update(body).digest('hex');
const questionOf = (at: number) =>
  `filters[0][key]=id&filters[0][comparator]=${encodeURIComponent('>')}&filters[0][value]=${at}`;
const pathsOf = (at: number) => [
  `/export/reporting_tickets/preview?limit=25&${AS_OF}&${questionOf(at)}`,
  `/report/reporting_tickets?groupBy=topic&${AS_OF}&${questionOf(at)}`,
  `/report/reporting_tickets/values?column=channel&${AS_OF}&${questionOf(at)}`,
];
const downloadOf = (at: number) => `format=csv&limit=${DOWNLOAD_ROWS}&columns=id,channel,createdAt&offset=${at}`;
/** More than is downloaded at once. */
const QUEUED = `format=csv&columns=id,channel,topic,createdAt,closedAt&${AS_OF}`;

const preparedSchema = z.object({ url: z.string() });

/** A file as the page gets it: prepared, then fetched. */
async function download(client: LoadClient, at: number, headers?: Record<string, string>): Promise<Reply[]> {
  const asked = { method: 'POST', headers } as const;
  const prepared = await client.ask(`/export/reporting_tickets/prepare?${downloadOf(at)}`, asked);
  if (prepared.status !== 200) return [prepared];
  const { url } = preparedSchema.parse(JSON.parse(prepared.body.toString()));
  return [prepared, await client.ask(url, { headers })];
}

async function answersOfBoth(system: SeveralServers): Promise<Expected> {
  const token = await system.tokenFor('calm');
  const [one = new Map<string, string>(), other] = await Promise.all(
    system.servers.map(async (address) => {
      const client = new LoadClient(address, token);
      const answers = new Map<string, string>();
      for (let at = 0; at < QUESTIONS; at += 1) {
        for (const path of pathsOf(at)) {
          const { status, body } = await client.ask(path);
          expect(status).toBe(200);
          answers.set(path, digest(body));
        }
        const file = (await download(client, at)).at(-1);
        expect(file?.status).toBe(200);
        answers.set(downloadOf(at), digest(file?.body ?? Buffer.of()));
      }
      client.close();
      return answers;
    }),
  );
  expect(other).toEqual(one);
  return one;
}

function startLoad({ address, tokenFor }: SeveralServers, expected: Expected) {
  const load = {
    statuses: {} as Record<string, number>,
    times: [] as number[],
    /** What was answered with 200 and another body than while nothing else ran. */
    wrong: [] as string[],
    /** What no client may be told. */
    odd: [] as string[],
    /** The user of each accepted export. */
    jobs: new Map<string, string>(),
  };
  const count = (status: string) => {
    load.statuses[status] = (load.statuses[status] ?? 0) + 1;
  };
  let isOver = false;
  const clients = Array.from({ length: CLIENTS }, async (_, number) => {
    const user = `user${number}`;
    const client = new LoadClient(address, await tokenFor(user));
    // As a browser: nginx sends it to one server while that answers.
    const headers = { Cookie: `ticketlens_server=${user}` };
    const chances = numbersOf(user);
    const check = (path: string, { status, body }: Reply) => {
      if (status === 200 && digest(body) !== expected.get(path)) load.wrong.push(path);
    };
    const once = async () => {
      const [chance, at] = [chances.next().value, Math.floor(chances.next().value * QUESTIONS)];
      if (chance < 0.05) {
        const queued = await client.ask(`/export/reporting_tickets?${QUEUED}`, { headers });
        if (queued.status === 202) {
          load.jobs.set(queuedResponseSchema.parse(JSON.parse(queued.body.toString())).jobId, user);
        }
        return [queued];
      }
      if (chance < 0.2) {
        const [prepared, file] = await download(client, at, headers);
        if (file === undefined) return prepared === undefined ? [] : [prepared];
        check(downloadOf(at), file);
        // It stood at the server that was killed: whoever waited asks anew.
        return file.status === 404 ? [] : [file];
      }
      const path = pathsOf(at)[Math.floor(chances.next().value * 3)] ?? '';
      const reply = await client.ask(path, { headers });
      check(path, reply);
      return [reply];
    };
    while (!isOver) {
      const replies = await once().catch(() => undefined);
      if (replies === undefined) {
        count('broken');
        await setTimeout(100);
      }
      for (const { status, ms, headers, body } of replies ?? []) {
        count(String(status));
        if (!ALLOWED.includes(status)) load.odd.push(`${status} ${body.toString().slice(0, 300)}`);
        if (status === 200) load.times.push(ms);
        const retry = Number(headers['retry-after'] ?? 0);
        if (retry > 0) await setTimeout(Math.min(retry, 2) * 1000);
      }
    }
    client.close();
  });
  return Object.assign(load, {
    async stop() {
      isOver = true;
      await Promise.all(clients);
    },
  });
}

/** Every accepted export becomes a mail and a whole file. */
async function expectDelivered({ address, tokenFor, mails }: SeveralServers, jobs: ReadonlyMap<string, string>) {
  expect(jobs.size).toBeGreaterThan(0);
  const digests = new Set<string>();
  for (const [id, user] of jobs) {
    const client = new LoadClient(address, await tokenFor(user));
    const job = await vi.waitFor(
      async () => {
        const found = exportJobSchema.parse(JSON.parse((await client.ask(`/export/jobs/${id}`)).body.toString()));
        expect(found.state).toBe('sent');
        return found;
      },
      { timeout: 300_000, interval: 200 },
    );
    const { status, body } = await client.ask(`/export/jobs/${id}/file`);
    expect({ status, sha256: digest(body) }).toEqual({ status: 200, sha256: job.sha256 });
    expect(job.rows).toBe(TICKETS);
    digests.add(digest(body));
    client.close();
  }
  // All asked for the same tickets.
  expect(digests.size).toBe(1);
  const ids = mails.map(messageIdIn);
  const wanted = [...jobs.keys()].map((id) => `<export-${id}@reports.example.com>`);
  expect(new Set(ids)).toEqual(new Set(wanted));
  console.log(`${jobs.size} exports accepted and sent; mails received twice: ${ids.length - new Set(ids).size}`);
}

function difference(before: Readonly<Record<string, number>>, now: Readonly<Record<string, number>>) {
  const changed = Object.entries(now).map(([status, count]) => [status, count - (before[status] ?? 0)] as const);
  return Object.fromEntries(changed.filter(([, count]) => count > 0));
}
