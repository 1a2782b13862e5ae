import { useColorScheme } from '@mui/material/styles';
import type { Session } from '../api/session';
import { colour } from '../ui/colours';
import { MenuButton } from '../ui/MenuButton';

const MODES = [
  ['system', 'System theme'],
  ['light', 'Light theme'],
  ['dark', 'Dark theme'],
] as const;

const AUDIT = { label: 'Audit', divided: true, run: () => window.location.assign('/reporting/audit') };

/** The signed-in user, with the theme and sign-out. */
export function UserMenu({ session }: { session: Session }) {
  const { profile, signOut, signOutFailure } = session;
  const { mode, setMode } = useColorScheme();
  return (
    <>
      {signOutFailure !== null && (
        <span role="alert" style={{ color: colour('bad') }}>
          Not signed out: {signOutFailure.message}
        </span>
      )}
      <MenuButton
        variant="text"
        sx={{ color: colour('soft'), px: 1, maxWidth: { xs: 'min(200px, 100vw - 216px)', sm: 260 } }}
        heading={profile.name}
        actions={[
          ...MODES.map(([value, label]) => ({ label, selected: mode === value, run: () => setMode(value) })),
          ...(profile.permissions.includes('viewAudit') ? [AUDIT] : []),
          { label: 'Sign out', divided: true, run: signOut },
        ]}
      >
        <span style={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>{profile.email}</span>
      </MenuButton>
    </>
  );
}
