import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useQuery } from '@tanstack/react-query';
import type { Session } from '../api/session';
import { colour } from '../ui/colours';
import { FailureNotice } from '../ui/FailureNotice';
import { Logo } from '../ui/Logo';
import { Notice } from '../ui/Notice';
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
        <Typography variant="h1">Audit</Typography>
        <span style={{ flex: 1 }} />
        <a href="/reporting">Back to the report</a>
      </Stack>
      <Stack component="main" sx={{ px: { xs: 1.5, md: 3 }, py: 2 }}>
        {profile.permissions.includes('viewAudit') ? (
          <Audit timeZone={profile.timeZone} />
        ) : (
          <Notice title="You may not see this">
            Reading the audit needs the permission <code>viewAudit</code>, which your account does not have. Whoever
            gave you access can add it.
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
        <Notice title="Reading the audit …" />
      ) : data.entries.length === 0 ? (
        <Notice title="Nothing of this kind happened" action={{ label: 'Show everything', run: () => goTo({}) }} />
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
