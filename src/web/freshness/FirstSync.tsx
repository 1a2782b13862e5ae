import Paper from '@mui/material/Paper';
import type { SyncStatus } from '../../contract/responses/syncStatus';
import { say } from '../../contract/texts/texts';
import { Notice } from '../ui/Notice';
import { describeFreshness } from './describeFreshness';

/** Replaces the tickets until the first sync with the upstream has ended. */
export function FirstSync({ sync, asOf, refresh }: { sync: SyncStatus; asOf: string; refresh(): void }) {
  const { label, explanation } = describeFreshness(sync, asOf);
  return (
    <Paper
      variant="outlined"
      component="section"
      aria-label={say('freshness.tickets')}
      aria-busy={false}
      sx={{ borderRadius: 2 }}
    >
      <Notice title={label} action={{ label: say('freshness.lookAgain'), run: refresh }}>
        {explanation}
      </Notice>
    </Paper>
  );
}
