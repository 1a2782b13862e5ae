import Box from '@mui/material/Box';
import type { Filter } from '../../contract/query/filters';
import type { ReportResponse } from '../../contract/responses/reportResponse';
import { answerOf } from '../../contract/sentences/answer/answer';
import { type Piece, piecesOf } from '../../contract/sentences/answer/pieces';
import type { BreachBase } from '../../contract/sla';
import { say } from '../../contract/texts/texts';
import { colour } from '../ui/colours';

/** The report in a sentence or a few; what they count is a link to it. */
export function Answer(props: { report: ReportResponse; base: BreachBase; onPick(filters: readonly Filter[]): void }) {
  const messages = answerOf(props.report, props.base);
  if (messages.length === 0) return null;
  return (
    <Box component="section" aria-label={say('answer.label')} sx={ANSWER_STYLE}>
      {messages.map((message) => (
        <span key={message.id}>
          {piecesOf(message).map((piece, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place in the sentence
            <Said key={index} piece={piece} onPick={props.onPick} />
          ))}{' '}
        </span>
      ))}
    </Box>
  );
}

function Said({ piece: { text, part }, onPick }: { piece: Piece; onPick(filters: readonly Filter[]): void }) {
  if (part === null) return text;
  const { emphasis, pick } = part;
  if (pick === undefined) return <span data-emphasis={emphasis}>{text}</span>;
  return (
    <button type="button" data-emphasis={emphasis} title={say('answer.showOnly')} onClick={() => onPick(pick)}>
      {text}
    </button>
  );
}

const ANSWER_STYLE = {
  fontSize: { xs: 18, md: 22 },
  lineHeight: 1.4,
  letterSpacing: '-.01em',
  maxWidth: 1200,
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
    '&:hover': { color: colour('accent'), textDecorationColor: 'currentcolor' },
  },
};
