import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import { type KeyboardEvent, type Ref, useId } from 'react';
import { type Filter, labelOf } from '../../contract/query/filters';
import { describeFilter } from '../../contract/sentences/describeFilter';
import { say } from '../../contract/texts/texts';
import { colour } from '../ui/colours';
import { RemoveIcon } from './editors/parts/icons';
import { filterDates, shortDates } from './language/time/timeDates';

/**
 * One filter as a sentence. The sentence opens its editor; the cross, Delete and Backspace take it away. The period looks
 * like the control that is always there, and says its dates.
 */
export function FilterChip(props: {
  filter: Filter;
  asOf: string;
  /** "now" does not move: then the dates are part of what the filter says. */
  isFixed: boolean;
  isOpen: boolean;
  isPeriod: boolean;
  buttonRef: Ref<HTMLButtonElement>;
  onOpen(anchor: HTMLElement): void;
  onRemove(): void;
}) {
  const { filter, asOf, isFixed, isOpen, isPeriod, buttonRef, onOpen, onRemove } = props;
  const { subject, condition } = describeFilter(filter);
  const id = useId();
  const dates = filterDates(filter, asOf);
  const removeByKey = (event: KeyboardEvent) => {
    if (event.key !== 'Delete' && event.key !== 'Backspace') return;
    event.preventDefault();
    onRemove();
  };
  return (
    <Box sx={isPeriod ? PERIOD : CHIP} data-open={isOpen || undefined}>
      <ButtonBase
        id={id}
        ref={buttonRef}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        aria-keyshortcuts="Delete Backspace"
        title={dates === null ? `${subject} ${condition}` : `${subject} ${condition}: ${dates}`}
        onClick={(event) => onOpen(event.currentTarget)}
        onKeyDown={removeByKey}
        sx={SENTENCE}
      >
        <span>
          {subject} <strong>{condition}</strong>
          {isFixed && dates !== null && ` (${dates})`}
          {isPeriod && !isFixed && dates !== null && <small> {periodDates(filter, asOf) ?? dates}</small>}
        </span>
        {isPeriod && <OpensMenu />}
      </ButtonBase>
      {/* Not a stop of its own for Tab: Delete on the sentence does the same. */}
      <ButtonBase
        tabIndex={-1}
        data-picture="none"
        aria-label={say('filters.remove', { subject: labelOf(filter.key) })}
        aria-describedby={id}
        title={isPeriod ? say('filters.allTime') : undefined}
        onClick={onRemove}
        sx={REMOVE}
      >
        <RemoveIcon />
      </ButtonBase>
    </Box>
  );
}

export const CHIP = {
  display: 'inline-flex',
  maxWidth: { xs: '100%', sm: 440 },
  minHeight: 28,
  borderRadius: 999,
  bgcolor: colour('accent-bg'),
  color: colour('accent'),
  border: '1px solid transparent',
  '&:hover, &[data-open]': { borderColor: colour('accent') },
};

/** In the bar's own style, since it is no addition to the report but always one of its ends. */
const PERIOD = {
  ...CHIP,
  maxWidth: '100%',
  borderRadius: '6px',
  bgcolor: colour('paper'),
  color: colour('ink'),
  borderColor: colour('line'),
  // The button behind it is in sight of a phone without them.
  '& small': { display: { xs: 'none', sm: 'inline' }, fontSize: 12, color: colour('faint'), marginLeft: '4px' },
};

/** The short dates of a range. */
function periodDates(filter: Filter, asOf: string): string | null {
  if (filter.comparator !== 'between') return null;
  return shortDates({ from: String(filter.from), to: String(filter.to) }, asOf);
}

export function OpensMenu() {
  return (
    <i aria-hidden="true" data-picture="none" style={{ fontStyle: 'normal', fontSize: 11, marginInline: 6 }}>
      ▾
    </i>
  );
}

export const SENTENCE = {
  minWidth: 0,
  borderRadius: '999px 0 0 999px',
  pl: 1.4,
  pr: 0.25,
  fontSize: 13,
  '& span': { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap', lineHeight: '26px' },
  '& strong': { fontWeight: 600, ml: 0.25 },
};

export const REMOVE = {
  // A finger needs more room than a pointer.
  width: { xs: 34, sm: 26 },
  flexShrink: 0,
  borderRadius: '0 999px 999px 0',
  opacity: 0.75,
  '&:hover': { opacity: 1 },
};
