import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect } from 'vitest';
import { test } from '../../../testing/fixtures';
import { makeCertificate } from '../../../testing/makeCertificate';
import { openClickhouse } from './clickhouseEngine';

/** A server whose certificate is not trusted: the start names the setting that is about it. */

test.for([
  ['localhost', false, /^CLICKHOUSE_CA: does not name who has signed the certificate/],
  ['other.example.com', true, /^CLICKHOUSE_URL: its host is not in the server's certificate/],
] as const)('for %s, signer known: %s', async ([host, isKnown, message], { folder, onTestFinished }) => {
  const [cert, key] = [join(folder, `${host}.pem`), join(folder, `${host}.key`)];
  makeCertificate(host, cert, key);
  const server = createServer({ cert: readFileSync(cert), key: readFileSync(key) });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const user = { name: 'default', password: '', certificate: undefined };
  const engine = openClickhouse(
    {
      url: `https://localhost:${port}`,
      database: 'ticketlens',
      compression: true,
      ca: isKnown ? readFileSync(cert) : undefined,
      reader: user,
      importer: user,
    },
    undefined,
    { questions: 1, streams: 1, prompt: 1, pauses: [] },
  );
  onTestFinished(async () => {
    await engine.close();
    server.close();
  });
  await expect(engine.makeDatabase()).rejects.toThrow(message);
});
