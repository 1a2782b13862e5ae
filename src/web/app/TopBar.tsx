import Box from '@mui/material/Box';
import Chip from '@mui/material/Chip';
import type { ReactNode } from 'react';
import type { PrivacyLevel } from '../../contract/privacy';
import type { ReportView } from '../../contract/query/reportUrl';
import type { Profile } from '../../contract/responses/sessionResponses';
import { say } from '../../contract/texts/texts';
import type { Session } from '../api/session';
import { ExportsChip } from '../exports/ExportsChip';
import { FreshnessChip } from '../freshness/FreshnessChip';
import { ImportChip } from '../import/ImportChip';
import { colour } from '../ui/colours';
import { DeniedChip } from '../ui/DeniedChip';
import { Logo } from '../ui/Logo';
import { ONE_LINE_ON_PHONES } from '../ui/oneLine';
import { AsOf } from './AsOf';
import { PrivacyChip } from './PrivacyChip';
import { ThemeToggle } from './ThemeToggle';
import { UserMenu } from './UserMenu';

interface Props {
  session: Session;
  asOf: string;
  /** The privacy level in the address. */
  asLevel: PrivacyLevel | undefined;
  /** Undefined while the address is invalid. */
  view: ReportView | undefined;
  goTo(view: ReportView): void;
}

/** The header: moment, freshness, privacy, exports, import, user. On a phone the chips are in a second line. */
export function TopBar({ session, asOf, asLevel, view, goTo }: Props) {
  const { profile } = session;
  return (
    <Box
      component="header"
      sx={{ bgcolor: colour('paper'), color: colour('ink'), borderBottom: `1px solid ${colour('line')}` }}
    >
      <Box sx={BAR_STYLE}>
        <h1 style={{ margin: 0, fontSize: 'inherit', lineHeight: 1 }}>
          <Logo />
        </h1>
        <Box component="span" sx={{ color: colour('soft'), display: { xs: 'none', lg: 'inline' } }}>
          {say('shell.report')}
        </Box>
        {profile.demoData && (
          <Chip
            size="small"
            color="warning"
            variant="outlined"
            label={say('shell.demoData')}
            sx={{ color: colour('ink') }}
          />
        )}
        <Box sx={FACTS_STYLE}>
          <AsOf session={session} asOf={asOf} view={view} goTo={goTo} />
          <FreshnessChip session={session} />
          <Box sx={TOGETHER_STYLE}>
            {profile.permissions.includes('reportTickets') && (
              <PrivacyChip profile={profile} asLevel={asLevel} view={view} goTo={goTo} />
            )}
            <Held by={profile} permission="exportData" label={say('shell.exports')}>
              <ExportsChip />
            </Held>
            {!isMirror(profile) && (
              <Held by={profile} permission="importTickets" label={say('shell.import')}>
                <ImportChip />
              </Held>
            )}
          </Box>
        </Box>
        <Box sx={USER_STYLE}>
          <ThemeToggle />
          <UserMenu session={session} />
        </Box>
      </Box>
    </Box>
  );
}

/** A control for those who have a permission; for others it is off and names it. */
function Held(props: { by: Profile; permission: string; label: string; children: ReactNode }) {
  const { by, permission, label, children } = props;
  if (by.permissions.includes(permission)) return children;
  return <DeniedChip label={label} reason={say('shell.needsPermission', { permission })} />;
}

/** Its tickets are another instance's: it takes no files, from nobody. */
function isMirror({ sync }: Profile): boolean {
  return sync !== null && sync.everyMinutes !== null;
}

const BAR_STYLE = {
  display: 'flex',
  flexWrap: { xs: 'wrap', md: 'nowrap' },
  alignItems: 'center',
  columnGap: { xs: 1, md: 2 },
  rowGap: 0.5,
  minHeight: 48,
  px: { xs: 1.5, md: 3 },
  py: 0.5,
};

const FACTS_STYLE = {
  display: 'flex',
  ...ONE_LINE_ON_PHONES,
  alignItems: 'center',
  columnGap: { xs: 0.5, md: 1 },
  rowGap: 0.5,
  order: { xs: 1, md: 0 },
  // Whatever does not fit beside the logo and the user wraps among itself: the user never stands in a line alone.
  flex: { xs: '1 0 100%', md: '1 1 0' },
  minWidth: 0,
  justifyContent: { xs: 'flex-start', md: 'flex-end' },
  // One style of control, whatever it opens; colour is left to what warns.
  '& .MuiChip-root, & .MuiButton-root': { height: 26, fontSize: 13, fontWeight: 400, borderRadius: '6px' },
  '& .MuiChip-outlined.MuiChip-colorDefault': { border: 0 },
  '& .MuiButton-root': { color: colour('soft'), px: 1 },
};

/** They go to a second line together: one of them alone would look lost. */
const TOGETHER_STYLE = { display: 'flex', flexWrap: 'inherit', alignItems: 'center', columnGap: 'inherit' };

const USER_STYLE = { display: 'flex', alignItems: 'center', flexShrink: 0, ml: 'auto' };
