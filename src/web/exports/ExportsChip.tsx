import Chip from '@mui/material/Chip';
import { say } from '../../contract/texts/texts';
import { useSettings } from '../settings/settingsStore';
import { colour } from '../ui/colours';
import { isUnderWay, useJobs } from './useJobs';

/** Opens the drawer of exports; shows how many are under way. */
export function ExportsChip() {
  const { data: jobs = [] } = useJobs();
  const open = useSettings((settings) => settings.setExportsOpen);
  const active = jobs.filter(isUnderWay).length;
  return (
    <Chip
      size="small"
      data-picture="none"
      variant="outlined"
      clickable
      label={active === 0 ? say('exports.chip') : say('exports.chip.active', { n: active })}
      aria-haspopup="dialog"
      onClick={() => open(true)}
      sx={{ color: colour('soft') }}
    />
  );
}
