import Box from '@mui/material/Box';
import Link from '@mui/material/Link';
import Paper from '@mui/material/Paper';
import Typography from '@mui/material/Typography';
import { formatShare, formatTickets } from '../../contract/format/format';
import { formatCount } from '../../contract/format/numbers';
import { type Filter, labelOf } from '../../contract/query/filters';
import type { ReportResponse } from '../../contract/responses/reportResponse';
import { describeOperand } from '../../contract/sentences/describeFilter';
import { pickDataCheck } from '../../contract/sentences/pickedFilters';
import { DATA_CHECKS } from '../../contract/sla';
import { say } from '../../contract/texts/texts';
import { colour } from '../ui/colours';
import { Help } from './card/Help';

/** In one line where the card is wide, and one below the other where it is a third of the page. */
const LIST_STYLE = {
  display: 'flex',
  flexWrap: 'wrap',
  flexDirection: { xs: 'row', lg: 'column' },
  columnGap: 2,
  rowGap: 0.25,
  alignItems: { xs: 'baseline', lg: 'flex-start' },
};

/** Tickets whose stored facts contradict each other; each count is one click away as a filter. */
export function DataChecks(props: {
  checks: ReportResponse['dataChecks'];
  total: number;
  onPick(filters: readonly Filter[]): void;
}) {
  const { total } = props;
  const clean = DATA_CHECKS.filter((check) => props.checks[check] === 0);
  const found = DATA_CHECKS.filter((check) => props.checks[check] > 0);
  return (
    <Paper
      variant="outlined"
      component="section"
      aria-label={labelOf('dataCheck')}
      sx={{ borderRadius: 2, px: 2, py: 1.5 }}
    >
      <Box sx={LIST_STYLE}>
        <Typography variant="h2">{labelOf('dataCheck')}</Typography>
        {found.map((check) => (
          <Help
            key={check}
            text={say('chart.dataCheck.of', {
              share: formatShare(props.checks[check] / total),
              tickets: formatTickets(total),
            })}
          >
            <Link
              component="button"
              color="inherit"
              sx={{ textAlign: 'start' }}
              onClick={() => props.onPick(pickDataCheck(check))}
            >
              <strong>{formatCount(props.checks[check])}</strong> {describeOperand('dataCheck', check)}
            </Link>
          </Help>
        ))}
        {clean.length > 0 && (
          <Help text={clean.map((check) => describeOperand('dataCheck', check)).join('\n')}>
            {/* biome-ignore lint/a11y/noNoninteractiveTabindex: which ones is one focus away */}
            <span tabIndex={0} style={{ color: colour('soft') }}>
              {found.length === 0
                ? say('chart.dataCheck.clean', { n: clean.length })
                : say('chart.dataCheck.more', { n: clean.length })}
            </span>
          </Help>
        )}
      </Box>
    </Paper>
  );
}
