import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { z } from 'zod';
import { ticketSchema } from '../../contract/responses/ticketResponses';

/** Data folders that older versions made: see makeFolder.ts. */
export type OldFolder = 'schema1';

/** A copy of the folder, to be removed by whoever asked for it. */
export function unpackFolder(name: OldFolder): string {
  const folder = mkdtempSync(join(tmpdir(), 'ticketlens-old-'));
  const input = brotliDecompressSync(readFileSync(join(import.meta.dirname, `${name}.tar.br`)));
  const tar = spawnSync('tar', ['-xf', '-', '-C', folder], { input });
  if (tar.status !== 0) throw new Error(String(tar.stderr));
  return folder;
}

/** Where the tickets lie that were imported into it. */
export function ticketsPath(name: OldFolder): string {
  return join(import.meta.dirname, `${name}.tickets.json`);
}

/** Those tickets, in the order of ids. */
export function oldTickets(name: OldFolder): z.infer<typeof ticketSchema>[] {
  const tickets = z.array(ticketSchema).parse(JSON.parse(readFileSync(ticketsPath(name), 'utf8')));
  return tickets.sort((a, b) => Number(a.id) - Number(b.id));
}
