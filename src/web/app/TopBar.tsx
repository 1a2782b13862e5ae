import AppBar from '@mui/material/AppBar';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Tooltip from '@mui/material/Tooltip';
import { columnOf } from '../../contract/columns';
import { formatTime } from '../../contract/format';
import { useJobs } from '../exports/useJobs';
import type { Session } from '../session/SessionGate';
import { colour } from '../theme/colours';
import { Logo } from './Logo';
import { useSettings } from './settingsStore';
import { UserMenu } from './UserMenu';

/** Who sees what, as of when. */
export function TopBar({ session, asOf, frozen }: { session: Session; asOf: string; frozen: boolean }) {
  const { profile } = session;
  return (
    <AppBar
      position="static"
      elevation={0}
      component="header"
      sx={{ bgcolor: colour('paper'), color: colour('ink'), borderBottom: `1px solid ${colour('line')}` }}
    >
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'center',
          columnGap: 2,
          rowGap: 0.5,
          minHeight: 48,
          px: { xs: 2, md: 3 },
          py: 0.5,
        }}
      >
        <h1 style={{ margin: 0, fontSize: 'inherit', lineHeight: 1 }}>
          <Logo />
        </h1>
        {profile.demoData && (
          <Chip size="small" color="warning" variant="outlined" label="Demo data" sx={{ color: colour('ink') }} />
        )}
        <Box sx={{ flex: 1 }} />
        <Tooltip title={frozen ? 'Fixed by the link' : 'The moment of every number on this page. Click to refresh.'}>
          <Button
            variant="text"
            onClick={session.refresh}
            disabled={frozen}
            sx={{ color: `${colour('soft')} !important`, px: 1 }}
          >
            Data as of {formatTime(asOf)} · {profile.timeZone}
          </Button>
        </Tooltip>
        <PrivacyChip session={session} />
        {profile.permissions.includes('exportData') && <ExportsChip />}
        <UserMenu profile={profile} />
      </Box>
    </AppBar>
  );
}

function PrivacyChip({ session: { profile } }: { session: Session }) {
  if (profile.hiddenColumns.length === 0) return null;
  const names = profile.hiddenColumns.map((id) => columnOf(id).label).join(' and ');
  const sentence = names.charAt(0) + names.slice(1).toLowerCase();
  return (
    <Tooltip title="These columns do not exist for you: not in rows, filters, charts or files.">
      <Chip
        size="small"
        variant="outlined"
        label={`${sentence} hidden · ${profile.privacyLevel}`}
        sx={{ color: colour('soft') }}
      />
    </Tooltip>
  );
}

function ExportsChip() {
  const { data: jobs = [] } = useJobs();
  const open = useSettings((settings) => settings.setExportsOpen);
  const active = jobs.filter(({ state }) => state === 'queued' || state === 'running').length;
  const label = active === 0 ? 'Exports' : `Exports · ${active} under way`;
  return (
    <Chip
      size="small"
      variant="outlined"
      clickable
      label={label}
      onClick={() => open(true)}
      sx={{ color: colour('soft') }}
    />
  );
}
