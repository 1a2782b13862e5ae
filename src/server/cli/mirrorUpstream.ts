import { formatCount } from '../../contract/format/numbers';
import { describeSyncColumns } from '../../contract/sentences/describeSync';
import { loadSecret } from '../access/secret';
import type { Config } from '../config/config';
import { exportUrl } from '../config/upstreamUrl';
import { openEngine } from '../engine/openEngine';
import { DisposalStack } from '../process/disposalStack';
import { openState } from '../state/openState';
import { type SyncSummary, syncOnce } from '../sync/syncRun';
import { openTickets } from '../tickets/schema/openTickets';
import { recordCommand } from './auditCommand';

export interface MirrorOptions {
  replace: boolean;
  signal: AbortSignal;
  /** Called with the number of rows received so far. */
  onProgress(text: string): void;
}

/** `npm run import -- --from URL`: syncs the store with another instance. The caller has locked the data folder. */
export async function mirrorUpstream(given: string, config: Config, options: MirrorOptions): Promise<string[]> {
  const url = exportUrl(given);
  const token = config.upstreamToken;
  if (token === undefined)
    throw new Error('TICKETLENS_UPSTREAM_TOKEN is not set: a token of the instance to read from');
  const started = performance.now();
  const disposal = new DisposalStack();
  try {
    const engine = await openEngine(config);
    // chDB crashes if a session is open at exit.
    disposal.defer(() => engine.close());
    await openTickets(engine);
    const state = await openState(config, loadSecret(config), disposal);
    const detail = options.replace ? 'replaces the tickets' : undefined;
    await recordCommand(state, config, { kind: 'syncBegun', program: 'npm run import', detail });
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

/** The result of a sync for the terminal, in lines. */
export function formatSyncSummary(summary: SyncSummary, seconds: number): string[] {
  const { whole, received, changed, rejected, rejectPath } = summary;
  const lines = [
    `${whole ? 'read everything' : 'read what changed'}: received ${formatCount(received)}, new or different here ${formatCount(changed)}, in ${seconds.toFixed(1)} s`,
    rejected > 0 && `not understood: ${formatCount(rejected)}, each with its reason: ${rejectPath}`,
    describeSyncColumns(summary),
  ];
  return lines.filter((line) => line !== false && line !== undefined);
}
