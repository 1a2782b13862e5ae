import AppBar from '@mui/material/AppBar';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Tooltip from '@mui/material/Tooltip';
import { formatTime } from '../../contract/format';
import type { ReportView } from '../../contract/reportUrl';
import { useJobs } from '../exports/useJobs';
import type { Session } from '../session/SessionGate';
import { colour } from '../theme/colours';
import { Logo } from './Logo';
import { PrivacyChip } from './PrivacyChip';
import { useSettings } from './settingsStore';
import { UserMenu } from './UserMenu';

/** Who sees what, as of when. */
export function TopBar(props: {
  session: Session;
  asOf: string;
  /** Undefined while the address is not understood. */
  view: ReportView | undefined;
  goTo(view: ReportView): void;
}) {
  const { session, asOf, view, goTo } = props;
  const frozen = view?.query.asOf !== undefined;
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
        <PrivacyChip profile={profile} view={view} goTo={goTo} />
        {profile.permissions.includes('exportData') && <ExportsChip />}
        <UserMenu session={session} />
      </Box>
    </AppBar>
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
