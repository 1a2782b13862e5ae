import Typography from '@mui/material/Typography';
import type { Profile } from '../../contract/answers';
import { formatCount } from '../../contract/format';
import { preflightWords } from '../exports/preflight';
import { colour } from '../theme/colours';

/** How many tickets match, and what an export of them will do, before anybody clicks. */
export function Preflight(props: { profile: Profile; total: number | undefined; failed: boolean }) {
  const { profile, total, failed } = props;
  if (total === undefined) {
    const words = failed ? 'Not counted' : 'Counting …';
    return <Typography sx={{ pb: 1.5, color: colour('soft') }}>{words}</Typography>;
  }
  return (
    <Typography role="status" sx={{ pb: 1.5, color: colour('soft') }}>
      <strong style={{ color: colour('ink') }}>
        {formatCount(total)} {total === 1 ? 'ticket' : 'tickets'}
      </strong>
      {profile.permissions.includes('exportData') && total > 0 && ` · ${preflightWords(profile, total)}`}
    </Typography>
  );
}
