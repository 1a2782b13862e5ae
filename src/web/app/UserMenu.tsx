import { useColorScheme } from '@mui/material/styles';
import { LANGUAGES, type Language } from '../../contract/texts/language';
import { personName } from '../../contract/texts/serverWords';
import { say } from '../../contract/texts/texts';
import type { Session } from '../api/session';
import { chooseLanguage, pageLanguage } from '../settings/language';
import { useSettings } from '../settings/settingsStore';
import { colour } from '../ui/colours';
import { MenuButton } from '../ui/MenuButton';

const MODES = ['system', 'light', 'dark'] as const;

/** Each in itself: whoever looks for one may not read the page's. */
const LANGUAGE_NAMES: Record<Language, string> = { en: 'English', de: 'Deutsch' };

/** The signed-in user, with theme, language and sign-out. */
export function UserMenu({ session }: { session: Session }) {
  const { profile, signOut, signOutFailure } = session;
  const { mode, setMode } = useColorScheme();
  return (
    <>
      {signOutFailure !== null && (
        <span role="alert" style={{ color: colour('bad') }}>
          {say('shell.notSignedOut', { why: signOutFailure.message })}
        </span>
      )}
      <MenuButton
        variant="text"
        sx={{ color: colour('soft'), px: 1, maxWidth: { xs: 'min(200px, 100vw - 216px)', sm: 260 } }}
        heading={personName(profile.name)}
        actions={[
          ...MODES.map((value) => ({
            label: say(`shell.theme.${value}`),
            selected: mode === value,
            run: () => setMode(value),
          })),
          ...LANGUAGES.map((language, index) => ({
            label: LANGUAGE_NAMES[language],
            selected: language === pageLanguage(),
            divided: index === 0,
            run: () => chooseLanguage(profile.id, language),
          })),
          ...(profile.permissions.includes('reportTickets') ? [schedulesAction()] : []),
          ...(profile.permissions.includes('viewAudit') ? [auditAction()] : []),
          { label: say('shell.signOut'), divided: true, run: signOut },
        ]}
      >
        <span style={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>{profile.email}</span>
      </MenuButton>
    </>
  );
}

function schedulesAction() {
  const run = () => useSettings.getState().setSchedulesOpen(true);
  return { label: say('schedules.title'), divided: true, run };
}

function auditAction() {
  return { label: say('shell.audit'), run: () => window.location.assign('/reporting/audit') };
}
