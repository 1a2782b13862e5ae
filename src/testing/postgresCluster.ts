import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { freePort } from './freePort';

/** A new PostgreSQL server: in a temporary folder, on a free port of loopback. */
export interface PostgresCluster {
  url: string;
  /** Of its user's. */
  folder: string;
  /** Ends it at once, like a power failure; its data stays. */
  cut(): Promise<void>;
  /** Starts it again on the same port. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const DEBIAN = '/usr/lib/postgresql';

/** The folder of initdb and postgres, which Debian has not in PATH. */
function programFolder(): string {
  if (existsSync(DEBIAN)) {
    const [newest] = readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a));
    if (newest !== undefined) return join(DEBIAN, newest, 'bin');
  }
  const { stdout } = spawnSync('pg_config', ['--bindir'], { encoding: 'utf8' });
  if (stdout === null || stdout.trim() === '') throw new Error('PostgreSQL is not installed');
  return stdout.trim();
}

/** PostgreSQL refuses to run as root; then the user of its package runs it. */
function owner(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string) => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout);
  return { uid: id('-u'), gid: id('-g') };
}

/** @param settings beside its own. */
export async function startPostgres(settings: Record<string, string> = {}): Promise<PostgresCluster> {
  const programs = programFolder();
  const runAs = owner();
  const folder = mkdtempSync(join(tmpdir(), 'ticketlens-postgres-'));
  chmodSync(folder, 0o700);
  if (runAs !== undefined) chownSync(folder, runAs.uid, runAs.gid);
  const data = join(folder, 'data');
  const options = { cwd: folder, ...runAs };
  const made = spawnSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'tester', '--auth=trust', '--no-sync', '-E', 'UTF8'],
    { ...options, encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`);
  const port = await freePort();
  const args = ['-D', data, '-p', String(port), '-c', 'listen_addresses=127.0.0.1', '-k', folder, '-c', 'fsync=off'];
  for (const [name, value] of Object.entries(settings)) args.push('-c', `${name}=${value}`);
  const url = `postgresql://tester@127.0.0.1:${port}/postgres`;
  let server: ChildProcess | undefined;
  const start = async () => {
    server = spawn(join(programs, 'postgres'), args, { ...options, stdio: 'ignore' });
    await untilReady(url, server);
  };
  const cut = async () => {
    if (server === undefined) return;
    const gone = once(server, 'exit');
    // "Immediate".
    server.kill('SIGQUIT');
    await gone;
    server = undefined;
  };
  await start();
  return {
    url,
    folder,
    cut,
    restart: start,
    async stop() {
      await cut();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function untilReady(url: string, server: ChildProcess): Promise<void> {
  for (;;) {
    if (server.exitCode !== null) throw new Error(`postgres ended with ${server.exitCode}`);
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch {
      await setTimeout(50);
    }
  }
}
