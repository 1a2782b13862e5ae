import Alert from '@mui/material/Alert';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Popover from '@mui/material/Popover';
import Typography from '@mui/material/Typography';
import { formatTime } from '../../contract/format/format';
import type { SyncStatus } from '../../contract/responses/syncStatus';
import { describeSyncColumns } from '../../contract/sentences/describeSync';
import { say } from '../../contract/texts/texts';
import type { Session } from '../api/session';
import { colour } from '../ui/colours';
import { describeFreshness, formatInterval } from './describeFreshness';
import { useSyncNow } from './useSyncNow';

interface Props {
  anchor: HTMLElement;
  session: Session;
  sync: SyncStatus;
  onClose(): void;
}

/** Details of the last sync: its times, and the reason of a warning. */
export function FreshnessPanel({ anchor, session, sync, onClose }: Props) {
  const { profile, asOf } = session;
  const { warning, explanation } = describeFreshness(sync, asOf);
  const columns = describeSyncColumns(sync);
  const time = (wallTime: string | null) => (wallTime === null ? say('freshness.none') : formatTime(wallTime));
  const facts = [
    [say('freshness.lastSync'), time(sync.syncedAt)],
    [say('freshness.newestChange'), time(profile.dataAsOf)],
    [say('freshness.repeated'), formatInterval(sync.everyMinutes)],
    [say('freshness.times'), profile.timeZone],
  ];
  return (
    <Popover
      open
      anchorEl={anchor}
      onClose={onClose}
      anchorOrigin={{ vertical: 'bottom', horizontal: 'left' }}
      transitionDuration={0}
      slotProps={{
        paper: {
          role: 'dialog',
          'aria-label': say('freshness.title'),
          'aria-modal': true,
          sx: { mt: 0.5, p: 2, width: 360, maxWidth: 'calc(100vw - 32px)' },
        },
      }}
    >
      <Typography variant="h2" sx={{ mb: 1 }}>
        {say('freshness.title')}
      </Typography>
      {warning ? (
        <Alert severity="warning" sx={{ mb: 1.5, overflowWrap: 'anywhere' }}>
          {explanation}
        </Alert>
      ) : (
        <p style={{ margin: '0 0 12px' }}>{explanation}</p>
      )}
      {columns !== undefined && <p style={{ margin: '0 0 12px', overflowWrap: 'anywhere' }}>{columns}</p>}
      <Box component="dl" sx={FACTS_STYLE}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </Box>
      {profile.permissions.includes('importTickets') && sync.everyMinutes !== null && <SyncNow session={session} />}
    </Popover>
  );
}

const FACTS_STYLE = {
  m: 0,
  '& > div': { display: 'flex', justifyContent: 'space-between', gap: 2, py: 0.25 },
  '& dt': { color: colour('soft') },
  '& dd': { m: 0, textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
};

function SyncNow({ session }: { session: Session }) {
  const { mutate, isPending, error } = useSyncNow(session.refresh);
  return (
    <Box sx={{ mt: 1.5 }}>
      <Button onClick={() => mutate()} disabled={isPending}>
        {say(isPending ? 'freshness.syncing' : 'freshness.syncNow')}
      </Button>
      {error !== null && (
        <Box component="p" role="alert" sx={{ m: 0, mt: 1, color: colour('bad') }}>
          {error.message}
        </Box>
      )}
    </Box>
  );
}
