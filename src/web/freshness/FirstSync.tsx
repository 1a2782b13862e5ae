import Paper from '@mui/material/Paper';
import type { SyncStatus } from '../../contract/responses/syncStatus';
import { Notice } from '../ui/Notice';
import { freshnessWords } from './freshnessWords';

/** In the place of the tickets while none have come from the instance that is mirrored. */
export function FirstSync({ sync, asOf, refresh }: { sync: SyncStatus; asOf: string; refresh(): void }) {
  const { label, explanation } = freshnessWords(sync, asOf);
  return (
    <Paper variant="outlined" component="section" aria-label="Tickets" aria-busy={false} sx={{ borderRadius: 2 }}>
      <Notice title={label} action={{ label: 'Look again', run: refresh }}>
        {explanation}
      </Notice>
    </Paper>
  );
}
