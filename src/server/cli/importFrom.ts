import { join } from 'node:path';
import { formatCount } from '../../contract/format/format';
import { openState } from '../backend';
import type { Config } from '../config/config';
import { exportUrl } from '../config/upstreamUrl';
import { openChdb } from '../engine/chdbEngine';
import { dropLeftovers } from '../imports/staging';
import { DisposalStack } from '../process/disposalStack';
import { type SyncSummary, syncOnce } from '../sync/syncRun';
import { createSchema } from '../tickets/schema';

export interface ImportFromOptions {
  replace: boolean;
  signal: AbortSignal;
  /** Rows that have come so far, now and again. */
  onProgress(text: string): void;
}

/** `npm run import -- --from URL`: brings the store, whose folder the caller has locked, up to another instance. */
export async function importFrom(given: string, config: Config, options: ImportFromOptions): Promise<string> {
  const url = exportUrl(given);
  const token = config.upstreamToken;
  if (token === undefined)
    throw new Error('TICKETLENS_UPSTREAM_TOKEN is not set: a token of the instance to read from');
  const started = performance.now();
  const disposal = new DisposalStack();
  try {
    const engine = openChdb(join(config.dataDir, 'tickets'));
    // An open Session at exit is a crash.
    disposal.defer(() => engine.close());
    await createSchema(engine);
    await dropLeftovers(engine);
    const state = await openState(config, disposal);
    const summary = await syncOnce(
      { config, engine, state, now: () => new Date() },
      {
        upstream: { url, token },
        replace: options.replace,
        signal: options.signal,
        onProgress: (rows) => options.onProgress(`${formatCount(rows)} tickets received`),
      },
    );
    return formatSyncSummary(summary, (performance.now() - started) / 1000);
  } finally {
    await disposal.disposeAsync();
  }
}

/** What a sync did, for whoever started it. */
export function formatSyncSummary(
  { whole, received, changed, rejected, rejectPath }: SyncSummary,
  seconds: number,
): string {
  const lines = [
    `${whole ? 'read everything' : 'read what changed'}: received ${formatCount(received)}, new or different here ${formatCount(changed)}, in ${seconds.toFixed(1)} s`,
    rejected > 0 && `not understood: ${formatCount(rejected)}, each with its reason: ${rejectPath}`,
  ];
  return lines.filter((line) => line !== false).join('\n');
}
