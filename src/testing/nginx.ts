import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { vi } from 'vitest';
import { freePort } from './freePort';
import { makeCertificate } from './makeCertificate';

/** The host that the README's configuration is for. */
export const NGINX_HOST = 'reports.example.com';

export interface TestNginx {
  /** Ports of loopback that stand for 443 and 80. */
  https: number;
  http: number;
  /** The certificate, which nobody but itself has signed. */
  certificate: Buffer;
  stop(): Promise<void>;
}

/** Where Debian has it outside of a user's PATH. */
const DEBIAN = '/usr/sbin/nginx';
/** The program. */
export const NGINX = existsSync(DEBIAN) ? DEBIAN : 'nginx';

/** What is missing to run it; undefined when nothing is. */
export function missingForNginx(): string | undefined {
  const programs = [
    [NGINX, '-v'],
    ['openssl', 'version'],
  ] as const;
  return programs.find(([program, argument]) => spawnSync(program, [argument]).status !== 0)?.[0];
}

/** Starts nginx with the configuration that stands in the README, in front of a server on a port of loopback. */
export async function startNginx(serverPort: number): Promise<TestNginx> {
  const folder = mkdtempSync(join(tmpdir(), 'ticketlens-nginx-'));
  const [https, http] = [await freePort(), await freePort()];
  const [certificate, key] = [join(folder, 'certificate.pem'), join(folder, 'key.pem')];
  makeCertificate(NGINX_HOST, certificate, key);
  const site = readmeConfiguration({
    'listen 443': `listen 127.0.0.1:${https}`,
    'listen 80': `listen 127.0.0.1:${http}`,
    'http://127.0.0.1:4173': `http://127.0.0.1:${serverPort}`,
    '/etc/ssl/reports.example.com/fullchain.pem': certificate,
    '/etc/ssl/reports.example.com/privkey.pem': key,
  });
  const nginx = await runNginx(folder, site, https);
  return {
    https,
    http,
    certificate: readFileSync(certificate),
    async stop() {
      await nginx.end('SIGTERM');
      rmSync(folder, { recursive: true });
    },
  };
}

/** nginx in front of several servers, with the configuration for deployment, but without TLS. */
export interface TestBalancer {
  address: string;
  /** Ends it like a power failure, and starts it again on the same port. */
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** @param servers ports of loopback. */
export async function startBalancer(servers: readonly [number, number]): Promise<TestBalancer> {
  const folder = mkdtempSync(join(tmpdir(), 'ticketlens-balancer-'));
  const [port, redirecting] = [await freePort(), await freePort()];
  const text = readFileSync('src/setup/deploy/nginx.conf', 'utf8').replace(/^\s*ssl_certificate.*\n/gm, '');
  const site = withReplaced(text, {
    'listen 443 ssl http2': `listen 127.0.0.1:${port}`,
    'listen 80': `listen 127.0.0.1:${redirecting}`,
    'server1:4173': `127.0.0.1:${servers[0]}`,
    'server2:4173': `127.0.0.1:${servers[1]}`,
  });
  let nginx = await runNginx(folder, site, port);
  return {
    address: `http://127.0.0.1:${port}`,
    kill: () => nginx.end('SIGKILL'),
    async start() {
      nginx = await runNginx(folder, site, port);
    },
    async stop() {
      await nginx.end('SIGTERM');
      rmSync(folder, { recursive: true });
    },
  };
}

/** Resolves once it listens on the port. */
async function runNginx(folder: string, site: string, port: number) {
  const configuration = join(folder, 'nginx.conf');
  writeFileSync(configuration, around(folder, site));
  const child = spawn(NGINX, ['-p', folder, '-e', 'stderr', '-c', configuration]);
  const gone = once(child, 'close');
  let text = '';
  child.stderr.on('data', (chunk) => {
    text += String(chunk);
  });
  await vi.waitUntil(() => child.exitCode !== null || accepts(port), { timeout: 20_000 });
  if (child.exitCode !== null) throw new Error(`nginx did not start:\n${text}`);
  return {
    async end(signal: 'SIGTERM' | 'SIGKILL') {
      child.kill(signal);
      await gone;
    },
  };
}

/** @param replaced what is another here; each stands there. */
function readmeConfiguration(replaced: Record<string, string>): string {
  return withReplaced(/```nginx\n(.*?)```/s.exec(readFileSync('README.md', 'utf8'))?.[1] ?? '', replaced);
}

function withReplaced(text: string, replaced: Record<string, string>): string {
  let made = text;
  for (const [theirs, ours] of Object.entries(replaced)) {
    if (!made.includes(theirs)) throw new Error(`the configuration has no ${theirs}`);
    made = made.replace(theirs, ours);
  }
  return made;
}

/** What Debian's nginx.conf has around a site: one process, which writes into the folder alone. */
function around(folder: string, site: string): string {
  const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  const temporary = kinds.map((kind) => `${kind}_temp_path ${join(folder, kind)};`).join('\n');
  for (const kind of kinds) mkdirSync(join(folder, kind), { recursive: true });
  return `daemon off; master_process off; pid ${join(folder, 'pid')}; error_log stderr;
events {}
http {
access_log off;
${temporary}
${site}
}`;
}

async function accepts(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  const isUp = await once(socket, 'connect').then(
    () => true,
    () => false,
  );
  socket.destroy();
  return isUp;
}
