import Chip from '@mui/material/Chip';
import ListItem from '@mui/material/ListItem';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { useEffect, useRef } from 'react';
import { formatBytes } from '../../contract/format/format';
import type { ExportJob } from '../../contract/responses/exportResponses';
import type { Profile } from '../../contract/responses/sessionResponses';
import { say } from '../../contract/texts/texts';
import { colour } from '../ui/colours';
import { Progress } from '../ui/Progress';
import {
  describeJobQuery,
  describeProblem,
  formatInstant,
  formatOutcome,
  formatTitle,
  type JobPhase,
  phaseOf,
} from './describeJob';
import { JobActions } from './JobActions';
import { JobReceipt } from './JobReceipt';

/** One export: its phase, query, receipt and actions. */
export function JobItem({ job, marked, profile }: { job: ExportJob; marked: boolean; profile: Profile }) {
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (marked) item.current?.scrollIntoView({ block: 'nearest' });
  }, [marked]);
  const { timeZone } = profile;
  const phase = phaseOf(job);
  const problem = describeProblem(job, timeZone);
  return (
    <ListItem
      ref={item}
      disableGutters
      divider
      aria-current={marked ? 'true' : undefined}
      sx={{ display: 'block', py: 1.5, ...(marked ? { bgcolor: colour('accent-bg'), px: 1 } : {}) }}
    >
      <Stack direction="row" spacing={1} sx={{ alignItems: 'baseline', justifyContent: 'space-between' }}>
        <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{formatTitle(job)}</Typography>
        <Chip
          size="small"
          label={say(job.delivery === 'download' ? 'jobs.downloaded' : `jobs.phase.${phase}`)}
          sx={CHIP_STYLE[phase]}
        />
      </Stack>
      <Typography variant="body2" sx={{ color: colour('soft') }}>
        {formatOutcome(job)} · {job.bytes !== null && `${formatBytes(job.bytes)} · `}
        {formatInstant(job.requestedAt, timeZone)}
      </Typography>
      {phase === 'making' && <Written job={job} />}
      {job.rows !== null && job.rowsRequested !== null && job.rows !== job.rowsRequested && (
        <Typography variant="body2">{say('jobs.requested', { n: job.rowsRequested })}</Typography>
      )}
      {/* What is not understood of it is why it failed, where it failed. */}
      {(job.query === null || job.problem !== null) && (job.problem === null || problem === undefined) && (
        <Typography variant="body2" sx={{ color: colour('soft'), overflowWrap: 'anywhere' }}>
          {describeJobQuery(job)}
        </Typography>
      )}
      {problem !== undefined && (
        <Typography sx={{ color: colour(phase === 'failed' ? 'bad' : 'ink'), overflowWrap: 'anywhere' }}>
          {problem}
        </Typography>
      )}
      <Expiry job={job} timeZone={timeZone} />
      <JobReceipt job={job} profile={profile} />
      <JobActions job={job} />
    </ListItem>
  );
}

/** Nothing for a file that went with its job before its time: the job says why. */
function Expiry({ job: { expiresAt, fileDeletedAt, hasFile }, timeZone }: { job: ExportJob; timeZone: string }) {
  const instant = fileDeletedAt ?? expiresAt;
  if (instant === null) return null;
  if (fileDeletedAt === null && !hasFile && new Date(instant).getTime() > Date.now()) return null;
  return (
    <Typography variant="body2" sx={{ color: colour('soft') }}>
      {say(hasFile ? 'jobs.keptUntil' : 'jobs.removedOn', { time: formatInstant(instant, timeZone) })}
    </Typography>
  );
}

function Written({ job: { progress, rowsRequested } }: { job: ExportJob }) {
  // Indeterminate until the first rows are written: a bar at zero would look stuck.
  const share = progress && rowsRequested ? progress / rowsRequested : undefined;
  return <Progress label={say('jobs.written')} share={share} sx={{ my: 0.75 }} />;
}

const QUIET = { bgcolor: colour('none'), color: colour('ink') };
const OUTLINED = (name: 'bad' | 'ink') => ({
  bgcolor: 'transparent',
  color: colour(name),
  border: `1px solid ${colour(name === 'bad' ? 'bad' : 'late')}`,
});
const DONE = { bgcolor: colour('accent-bg'), color: colour('accent') };
const CHIP_STYLE: Record<JobPhase, object> = {
  waiting: QUIET,
  making: QUIET,
  mailing: QUIET,
  mailLate: OUTLINED('ink'),
  sent: DONE,
  inOutbox: DONE,
  mailFailed: OUTLINED('ink'),
  failed: OUTLINED('bad'),
  cancelled: QUIET,
};
