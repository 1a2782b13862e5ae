import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import { say } from '../../contract/texts/texts';
import type { Session } from '../api/session';
import { colour } from '../ui/colours';
import { FailureNotice } from '../ui/FailureNotice';
import { Logo } from '../ui/Logo';
import { Notice } from '../ui/Notice';
import { Rich } from '../ui/Rich';
import { AuditEntries } from './AuditEntries';
import { AuditFilters } from './AuditFilters';
import { getAudit } from './auditApi';
import { useAuditAddress } from './useAuditAddress';

/** Who saw, exported and imported what, at an address of its own whose parameters are the audit's. */
export function AuditPage({ session }: { session: Session }) {
  const { profile } = session;
  return (
    <>
      <Stack component="header" sx={BAR_STYLE}>
        <Logo />
        <Typography variant="h1">{say('audit.title')}</Typography>
        <span style={{ flex: 1 }} />
        <a href="/reporting">{say('audit.back')}</a>
      </Stack>
      <Stack component="main" sx={{ px: { xs: 1.5, md: 3 }, py: 2 }}>
        {profile.permissions.includes('viewAudit') ? (
          <Audit timeZone={profile.timeZone} />
        ) : (
          <Notice title={say('shell.mayNotSee')}>
            <Rich id="audit.needsViewAudit" with={{ code: (words) => <code>{words}</code> }} />
          </Notice>
        )}
      </Stack>
    </>
  );
}

function Audit({ timeZone }: { timeZone: string }) {
  const [search, goTo] = useAuditAddress();
  const { data, error, refetch } = useQuery({
    queryKey: ['audit', search],
    queryFn: ({ signal }) => getAudit(search, signal),
    // It grows while it is read.
    staleTime: 0,
  });
  return (
    <>
      <AuditFilters search={search} goTo={goTo} />
      {error !== null ? (
        <FailureNotice error={error} retry={() => void refetch()} />
      ) : data === undefined ? (
        <Notice title={say('audit.reading')} />
      ) : data.entries.length === 0 ? (
        <Notice title={say('audit.nothing')} action={{ label: say('audit.showEverything'), run: () => goTo({}) }} />
      ) : (
        <AuditEntries page={data} timeZone={timeZone} search={search} goTo={goTo} />
      )}
    </>
  );
}

const BAR_STYLE = {
  flexDirection: 'row',
  flexWrap: 'wrap',
  alignItems: 'center',
  columnGap: 2,
  minHeight: 48,
  px: { xs: 1.5, md: 3 },
  bgcolor: colour('paper'),
  borderBottom: `1px solid ${colour('line')}`,
  '& a': { color: colour('accent') },
};
