import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { formatTime } from '../../contract/format/format';
import type { ExportJob } from '../../contract/responses/exportResponses';
import type { Profile } from '../../contract/responses/sessionResponses';
import { say } from '../../contract/texts/texts';
import { colour } from '../ui/colours';

/** The receipt of a finished file, collapsed: the same facts as in its mail. */
export function JobReceipt({ job, profile }: { job: ExportJob; profile: Profile }) {
  const { receipt, sha256 } = job;
  if (receipt === null || sha256 === null) return null;
  const facts: [string, string][] = [
    [say('jobs.receipt.filter'), receipt.words],
    [say('jobs.receipt.asOf'), `${formatTime(receipt.asOf, true)} ${receipt.timeZone}`],
    [say('jobs.receipt.columns'), receipt.columns.join(', ')],
    [say('jobs.receipt.hidden'), describeHiddenColumns(receipt, profile)],
    ['SHA-256', sha256],
  ];
  return (
    <Box component="details" sx={{ mt: 0.5 }}>
      <Typography component="summary" variant="body2" sx={{ cursor: 'pointer', color: colour('accent') }}>
        {say('jobs.receipt')}
      </Typography>
      <Box
        component="dl"
        sx={{ display: 'grid', gridTemplateColumns: 'auto 1fr', columnGap: 1.5, rowGap: 0.25, m: 0, mt: 0.5 }}
      >
        {facts.map(([name, value]) => (
          <Box key={name} sx={{ display: 'contents' }}>
            <Typography component="dt" variant="body2" sx={{ color: colour('soft') }}>
              {name}
            </Typography>
            <Typography component="dd" variant="body2" sx={{ m: 0, overflowWrap: 'anywhere' }}>
              {value}
            </Typography>
          </Box>
        ))}
      </Box>
    </Box>
  );
}

/** By name if the profile names as many today, else their number: the job itself has no names of hidden columns. */
function describeHiddenColumns({ hiddenColumns }: NonNullable<ExportJob['receipt']>, profile: Profile): string {
  if (hiddenColumns === 0) return say('jobs.receipt.noneHidden');
  const names = profile.hiddenColumns;
  return names.length === hiddenColumns ? names.join(', ') : String(hiddenColumns);
}
