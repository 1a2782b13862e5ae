import Box from '@mui/material/Box';
import Tooltip from '@mui/material/Tooltip';
import { type KeyboardEvent, type MouseEvent, type ReactNode, useState } from 'react';
import type { Filter } from '../../contract/query/filters';
import { colour } from '../ui/colours';
import { useChosenRows } from './useChosenRows';

/** A segment of a bar; its length is a number of tickets. */
export interface BarPart {
  key: string;
  value: number;
  fill: string;
  /** Filters for the tickets of this segment alone; without it a click goes to the row. */
  button?: { label: string; pick: readonly Filter[] };
}

/** One row of a bar list: a label, a bar in parts of `max`, and its figures. */
export interface BarRow {
  key: string;
  label: string;
  parts: readonly BarPart[];
  /** A second bar below the first, of the same scale. */
  below?: readonly BarPart[];
  /** The value of the full width. */
  max: number;
  /** One for each column of figures. */
  figures: readonly string[];
  /** Of the row for screen readers, with the number of tickets that a click leaves. */
  name: string;
  /** Drawn fainter, as a figure of few tickets. */
  faded?: boolean;
  /** Undefined where no filter finds its tickets. */
  pick: readonly Filter[] | undefined;
  /** @param part the key of the part that is pointed at. */
  tooltip(part: string | null): ReactNode;
}

/**
 * Horizontal bars. A row is a button, and so is each part with filters of its own; the left and right arrows move
 * between them, so that Tab moves from row to row. Rows that are clicked with Ctrl are chosen together.
 */
export function RowBars(props: {
  rows: readonly BarRow[];
  /** What the figures are, and more words about it. */
  heads?: readonly { text: string; help: string }[];
  onPick(filters: readonly Filter[]): void;
}) {
  const { rows, heads, onPick } = props;
  const { chosen, choose } = useChosenRows(onPick);
  const [{ figures } = { figures: [''] }] = rows;
  return (
    <Box
      component="ul"
      className={figures.length > 3 ? 'many' : undefined}
      sx={LIST_STYLE}
      style={{
        maxHeight: (rows.length + Number(heads !== undefined)) * TALLEST,
        gridTemplateColumns: `fit-content(44%) minmax(44px, 1fr) repeat(${figures.length}, auto)`,
      }}
    >
      {heads !== undefined && (
        // The name of each row says it.
        <li className="heads" aria-hidden="true">
          {heads.map(({ text, help }) => (
            <span key={text} title={help}>
              {text}
            </span>
          ))}
        </li>
      )}
      {rows.map((row) => (
        <Row
          key={row.key}
          row={row}
          isChosen={row.pick !== undefined && chosen.includes(row.pick)}
          onClick={(pick, event) => {
            if (!((event.ctrlKey || event.metaKey) && choose(pick))) onPick(pick);
          }}
          onPick={onPick}
        />
      ))}
    </Box>
  );
}

function Row(props: {
  row: BarRow;
  isChosen: boolean;
  onClick(pick: readonly Filter[], event: MouseEvent): void;
  onPick(filters: readonly Filter[]): void;
}) {
  const { row, isChosen, onClick, onPick } = props;
  const [pointed, setPointed] = useState<string | null>(null);
  const { label, parts, below, max, figures, name, faded = false, pick, tooltip } = row;
  return (
    <Tooltip title={tooltip(pointed)} describeChild disableInteractive placement="bottom" slotProps={TOOLTIP_STYLE}>
      <li onKeyDown={moveWithin} className={isChosen ? 'chosen' : undefined}>
        {pick === undefined ? (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: its figures are one focus away, as those of the other rows
          <span className="row" tabIndex={0} role="img" aria-label={name}>
            {label}
          </span>
        ) : (
          <button
            type="button"
            className="row"
            onClick={(event) => onClick(pick, event)}
            aria-label={name}
            aria-pressed={isChosen ? true : undefined}
          >
            {label}
          </button>
        )}
        <div className={below === undefined ? undefined : 'two'} style={faded ? { opacity: 0.4 } : {}}>
          <Bar parts={parts} max={max} onPick={onPick} onPoint={setPointed} />
          {below !== undefined && <Bar parts={below} max={max} onPick={onPick} onPoint={setPointed} />}
        </div>
        {figures.map((figure, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a figure is its column
          <span key={index} className={faded ? 'figures faded' : 'figures'}>
            {figure}
          </span>
        ))}
      </li>
    </Tooltip>
  );
}

function Bar(props: {
  parts: readonly BarPart[];
  max: number;
  onPick(filters: readonly Filter[]): void;
  onPoint(part: string | null): void;
}) {
  const { parts, max, onPick, onPoint } = props;
  return (
    <div className="bar">
      {parts
        .filter(({ value }) => value > 0)
        .map((part) => (
          <Part key={part.key} part={part} share={part.value / max} onPick={onPick} onPoint={onPoint} />
        ))}
    </div>
  );
}

function Part(props: {
  part: BarPart;
  share: number;
  onPick(filters: readonly Filter[]): void;
  onPoint(part: string | null): void;
}) {
  const { part, share, onPick, onPoint } = props;
  const { key, fill, button } = part;
  // Two pixels can still be seen and pointed at.
  const size = { width: `${share * 100}%`, minWidth: 2, background: fill };
  if (button === undefined) return <span style={size} />;
  return (
    <button
      type="button"
      className="part"
      tabIndex={-1}
      aria-label={button.label}
      onClick={() => onPick(button.pick)}
      onMouseEnter={() => onPoint(key)}
      onMouseLeave={() => onPoint(null)}
      onFocus={() => onPoint(key)}
      onBlur={() => onPoint(null)}
      style={size}
    />
  );
}

/** Pixels of a row, beyond which a list falls apart. */
const TALLEST = 44;

const TOOLTIP_STYLE = {
  tooltip: { sx: { p: 0, m: 0, maxWidth: 'none', bgcolor: 'transparent', color: colour('ink') } },
};

/** Of the list and all that is in it: a styled component for each of them was most of the time of a list. */
const LIST_STYLE = {
  // One grid for all rows: labels get the room that the longest needs, and the bars begin in one line.
  display: 'grid',
  // Rows take what the card beside leaves free.
  flexGrow: 99,
  gridAutoRows: 'minmax(min-content, 1fr)',
  columnGap: 1.25,
  listStyle: 'none',
  m: 0,
  p: 0,
  '& li': {
    position: 'relative',
    display: 'grid',
    gridColumn: '1 / -1',
    gridTemplateColumns: 'subgrid',
    alignItems: 'center',
    minHeight: 26,
    borderRadius: 1,
    '&:not(.heads):hover': { bgcolor: colour('bg') },
    '&.chosen': { outline: `2px solid ${colour('accent')}`, outlineOffset: -2 },
  },
  '& .heads': { minHeight: 20, fontSize: 11, color: colour('faint') },
  '& .heads span': { textAlign: 'right', whiteSpace: 'nowrap', cursor: 'help', textDecoration: 'underline dotted' },
  // On a phone a bar has no room beside four figures: its length tells the third.
  containerType: 'inline-size',
  '@container (max-width: 360px)': { '&.many li > :nth-last-of-type(2)': { display: 'none' } },
  '& .heads span:first-of-type': { gridColumn: 3 },
  '& button': { font: 'inherit', color: 'inherit', border: 0, p: 0, bgcolor: 'transparent', cursor: 'pointer' },
  '& .row': {
    // Where there is little room a name has two lines: of "waiting on customer" one would leave "waiting on".
    display: '-webkit-box',
    WebkitBoxOrient: 'vertical',
    WebkitLineClamp: '2',
    textAlign: 'left',
    overflow: 'hidden',
    overflowWrap: 'anywhere',
    lineHeight: 1.25,
    // The whole row belongs to its button; parts of the bar lie above it.
    '&::after': { content: '""', position: 'absolute', inset: 0, borderRadius: 1 },
  },
  '& .bar': { display: 'flex', height: 12, borderRadius: '2px', overflow: 'hidden' },
  '& li:has(.two)': { minHeight: 40 },
  '& .two .bar': { height: 11 },
  '& .two .bar + .bar': { mt: '2px' },
  '& .two + .figures': { whiteSpace: 'pre', textAlign: 'left', lineHeight: '13px' },
  '& .part': { position: 'relative', zIndex: 1, '&:hover': { filter: 'brightness(.93)' } },
  '& .figures': { fontSize: 12, color: colour('soft'), textAlign: 'right', whiteSpace: 'nowrap' },
  '& .faded': { color: colour('faint') },
};

function moveWithin(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
  if (step === 0 || !(event.target instanceof HTMLButtonElement)) return;
  const buttons = [...event.currentTarget.querySelectorAll('button')];
  const next = buttons[buttons.indexOf(event.target) + step];
  if (next === undefined) return;
  next.focus();
  event.preventDefault();
}
