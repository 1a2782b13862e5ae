import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { labelOfValue } from '../../contract/columns/columnFacts';
import { COLUMN_IDS, type ColumnId, isColumnId } from '../../contract/columns/columns';
import type { ApiError } from '../../contract/errors';
import type { Principal } from '../../contract/privacy';
import { choicesOf, filterKeys, isFilterKey, keyFacts, labelOf } from '../../contract/query/filters';
import { DEFAULT_VIEW, formatReportUrl, type ReportView } from '../../contract/query/reportUrl';
import { insideSentence, say } from '../../contract/texts/texts';
import { type ApiFailure, allowedWords, errorWords } from '../api/failure';
import { colour } from '../ui/colours';
import { Notice } from '../ui/Notice';
import { bold, Rich } from '../ui/Rich';
import { withoutParameter } from '../url/repairLink';
import { describeRawFilter } from './describeRawFilter';

/** An error in a link, found by the page or by the server, which checks more, such as what "now" is. */
export interface LinkProblem {
  message: string;
  parameter: string | undefined;
  allowed: string | undefined;
  /** It is valid, but not allowed for this viewer. */
  forbidden: boolean;
}

/** Columns, and values of one column, as the page calls them. */
function labelled(names: readonly string[] | string | undefined, visible: readonly ColumnId[]) {
  if (typeof names !== 'object') return names;
  if (names.every(isFilterKey)) return names.filter((name) => !isColumnId(name) || visible.includes(name)).map(labelOf);
  const key = filterKeys().find((each) => names.every((name) => choicesOf(each)?.includes(name)));
  if (key === undefined) return names;
  // A link has the word of the API.
  return names.map((name) => {
    const label = labelOfValue(keyFacts(key), name);
    return label === name ? name : `${name} (${label})`;
  });
}

/** "... is not a value of priority", as the page calls it. */
function withLabel(message: string): string {
  return message.replace(/\w+$/, (name) => (isFilterKey(name) ? insideSentence(labelOf(name)) : name));
}

/** @param visible columns; a link can name no other. */
export function problemOfError({ message, code, details }: ApiError, visible = COLUMN_IDS): LinkProblem {
  const { parameter, allowed } = details;
  const words = withLabel(errorWords({ code, message }));
  return {
    ...{ message: words, parameter, forbidden: code === 'forbidden' },
    allowed: allowedWords(labelled(allowed, visible)),
  };
}

/** Null when the failure names no parameter: then the link is not to blame. */
export function problemOfFailure({ kind, message, detail }: ApiFailure): LinkProblem | null {
  const { parameter, allowed } = detail;
  if (parameter === undefined || (kind !== 'refused' && kind !== 'forbidden')) return null;
  return {
    ...{ message: withLabel(message), parameter, forbidden: kind === 'forbidden' },
    allowed: allowedWords(labelled(allowed, COLUMN_IDS)),
  };
}

function repairLabel(leftOut: number, gapClosed: boolean): string {
  if (leftOut === 0) return say('page.bad.gap');
  const label = say('page.bad.open', { n: leftOut });
  return gapClosed ? say('page.bad.openGap', { label }) : label;
}

/** Shown for a link with an error: which parameter and why. Nothing of the link is applied until the viewer chooses. */
export function BadLink(props: {
  problem: LinkProblem;
  search: string;
  principal: Principal;
  goTo(view: ReportView): void;
}) {
  const { problem, goTo } = props;
  const { message, parameter, allowed } = problem;
  const repaired = parameter === undefined ? null : withoutParameter(props.search, parameter, props.principal);
  // If no other part is left, the other button opens the same.
  const isRest = repaired !== null && formatReportUrl(repaired.view) !== formatReportUrl(DEFAULT_VIEW);
  const filter = parameter === undefined ? undefined : describeRawFilter(props.search, parameter);
  const isOneFilter = filter !== undefined && repaired?.leftOut.length === 1;
  const count = repaired?.leftOut.length ?? 0;
  return (
    <Notice urgent title={say(problem.forbidden ? 'page.bad.forbidden' : 'page.bad.notUnderstood')}>
      <Stack spacing={1.5} sx={{ alignItems: 'center', overflowWrap: 'anywhere' }}>
        {filter !== undefined && (
          <Typography>
            <Rich id="page.bad.filter" with={{ b: bold, filter }} />
          </Typography>
        )}
        <Typography>{message}.</Typography>
        {parameter !== undefined && (
          <Typography sx={{ color: colour('soft') }}>
            <Rich id="page.bad.in" with={{ code: (words) => <code>{words}</code>, parameter }} />
            {allowed !== undefined && say('page.bad.allowed', { allowed })}
          </Typography>
        )}
        <Typography>{say('page.bad.nothing')}</Typography>
        <Stack direction="row" spacing={1} useFlexGap sx={{ flexWrap: 'wrap', justifyContent: 'center' }}>
          {isRest && (
            <Button variant="contained" onClick={() => goTo(repaired.view)}>
              {repairLabel(count, repaired.gapClosed)}
            </Button>
          )}
          <Button onClick={() => goTo(DEFAULT_VIEW)}>
            {say(isOneFilter && !isRest ? 'page.bad.allTickets' : 'page.bad.start')}
          </Button>
        </Stack>
        {count > 1 && (
          <Typography variant="body2" sx={{ color: colour('soft') }}>
            {say('page.bad.leftOut', { parts: repaired?.leftOut.join(', ') ?? '' })}
          </Typography>
        )}
      </Stack>
    </Notice>
  );
}
