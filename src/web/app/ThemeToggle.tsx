import IconButton from '@mui/material/IconButton';
import { useColorScheme } from '@mui/material/styles';
import { say } from '../../contract/texts/texts';
import { colour } from '../ui/colours';

/** Switches between light and dark. The user's menu has the system's theme too, and is the only place on phones. */
export function ThemeToggle() {
  const { colorScheme, setMode } = useColorScheme();
  const next = colorScheme === 'dark' ? 'light' : 'dark';
  const label = say(`shell.theme.${next}`);
  return (
    <IconButton
      size="small"
      // Tab skips it: the user's menu does the same.
      tabIndex={-1}
      aria-label={label}
      title={label}
      onClick={() => setMode(next)}
      sx={{ color: colour('soft'), display: { xs: 'none', md: 'inline-flex' } }}
    >
      <svg width="16" height="16" viewBox="0 0 16 16" aria-hidden="true">
        <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="1.5" />
        <path d="M8 2a6 6 0 0 1 0 12Z" fill="currentColor" />
      </svg>
    </IconButton>
  );
}
