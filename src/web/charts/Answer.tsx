import Box from '@mui/material/Box';
import { formatCount } from '../../contract/format/numbers';
import type { Filter } from '../../contract/query/filters';
import type { ReportResponse } from '../../contract/responses/reportResponse';
import { answerOf, type Message } from '../../contract/sentences/answer/answer';
import { type Piece, piecesOf } from '../../contract/sentences/answer/pieces';
import { reasonsOf } from '../../contract/sentences/answer/reasons';
import { formatGroup } from '../../contract/sentences/formatGroup';
import { describeComparison } from '../../contract/sentences/formatPeriods';
import type { BreachBase } from '../../contract/sla';
import { say } from '../../contract/texts/texts';
import { colour } from '../ui/colours';
import { Help } from './card/Help';
import { describeRate } from './describeRate';
import { describeTooFew, signalHelp } from './overTime/signalWords';
import { describeCounts, describePart } from './why/describePart';

/** The report in a sentence or a few; what they count is a link to it. */
export function Answer(props: {
  report: ReportResponse;
  base: BreachBase;
  /** Of a moment that the link names. */
  isFixed?: boolean;
  /** Without it the answer is text alone. */
  onPick?(filters: readonly Filter[]): void;
}) {
  const messages = answerOf(props.report, props.base, props.isFixed);
  if (messages.length === 0) return null;
  return (
    <Box component="section" aria-label={say('answer.label')} sx={ANSWER_STYLE}>
      {messages.map((message) => (
        <Help key={message.id} text={helpOf(message, props)}>
          <span>
            {piecesOf(message).map((piece, index, pieces) => (
              <Said
                // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place in the sentence
                key={index}
                piece={piece}
                after={pieces[index - 1]}
                before={pieces[index + 1]}
                onPick={props.onPick}
              />
            ))}{' '}
          </span>
        </Help>
      ))}
    </Box>
  );
}

/** How the figures of a sentence are computed, and of how many tickets. */
function helpOf({ id }: Message, { report, base }: Pick<Parameters<typeof Answer>[0], 'report' | 'base'>): string {
  const { states, previous, overTime, backlog } = report;
  if (id.startsWith('rate.')) {
    const now = describeRate(states, base);
    return previous === null
      ? now
      : [now, describeComparison(previous), describeRate(previous.states, base)].join('\n');
  }
  if (id.startsWith('reason.')) return [...reasonHelp(report, base), say('chart.why.footnote')].join('\n');
  if (id === 'where') return [say('chart.where.help'), describeRate(states, base)].join('\n');
  if (id.startsWith('overdueBefore.')) return say('chart.help.overdue');
  if (id.startsWith('overdue.')) {
    const of = { part: formatCount(states.breachedOpen), n: formatCount(backlog.notClosed) };
    return `${say('chart.help.overdue')}: ${say('chart.tile.partOf', of)}`;
  }
  return id === 'untold' ? describeTooFew(overTime) : signalHelp(overTime, base);
}

function reasonHelp({ why, groups }: ReportResponse, base: BreachBase): string[] {
  const { [base]: found } = why;
  const by = found?.by.find(({ key }) => key === groups.by) ?? found?.by[0];
  if (!found || by === undefined) return [];
  return reasonsOf(found, by)
    .slice(0, 2)
    .map(({ value, part }) => `${formatGroup(by.key, value)}: ${describePart(part)}. ${describeCounts(part)}`);
}

/** Punctuation behind a part: a button is no word that a browser would keep it with. */
const PUNCTUATION = /^[,.;:)]+/;

function Said(props: {
  piece: Piece;
  after: Piece | undefined;
  before: Piece | undefined;
  onPick: Parameters<typeof Answer>[0]['onPick'];
}) {
  const { piece, after, before, onPick } = props;
  const { text, part } = piece;
  if (part === null) return onPick && after?.part?.pick ? text.replace(PUNCTUATION, '') : text;
  const { emphasis, pick, value } = part;
  // A day is kept with its month.
  if (!pick || !onPick) return <span data-emphasis={emphasis}>{text.replaceAll(/(\d\.?) /g, '$1\u00a0')}</span>;
  const behind = before?.part === null ? PUNCTUATION.exec(before.text)?.[0] : undefined;
  const said = (
    <button
      type="button"
      data-emphasis={emphasis}
      title={value.kind === 'days' ? undefined : say('answer.showOnly')}
      onClick={() => onPick(pick)}
    >
      {text}
    </button>
  );
  if (behind === undefined) return said;
  return (
    <span style={{ whiteSpace: 'nowrap' }}>
      {said}
      {behind}
    </span>
  );
}

const ANSWER_STYLE = {
  fontSize: { xs: 18, md: 21 },
  lineHeight: 1.4,
  letterSpacing: '-.01em',
  maxWidth: 1400,
  mb: 1.75,
  textWrap: 'pretty',
  overflowWrap: 'anywhere',
  '& [data-emphasis]': { fontWeight: 650 },
  '& [data-emphasis=bad]': { color: colour('bad') },
  '& button': {
    display: 'inline',
    font: 'inherit',
    letterSpacing: 'inherit',
    color: 'inherit',
    textAlign: 'inherit',
    border: 0,
    textDecoration: `underline 1px ${colour('faint')}`,
    textUnderlineOffset: '4px',
    p: 0,
    bgcolor: 'transparent',
    cursor: 'pointer',
    userSelect: 'text',
    whiteSpace: 'normal',
    '&:hover': { color: colour('accent'), textDecorationColor: 'currentcolor' },
  },
};
