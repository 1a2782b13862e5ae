import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import IconButton from '@mui/material/IconButton';
import Stack from '@mui/material/Stack';
import Typography from '@mui/material/Typography';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { formatDay } from '../../../../contract/format/days';
import { say, spokenLocale } from '../../../../contract/texts/texts';
import { colour } from '../../../ui/colours';
import { dayForKey, monthWeeks, shiftDay } from '../../language/time/calendarMonth';
import { NextIcon, PreviousIcon } from '../parts/icons';

/** The days of any week, from Monday on. */
const WEEK = [5, 6, 7, 8, 9, 10, 11].map((day) => new Date(Date.UTC(2026, 0, day)));

function dateFormat(parts: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(spokenLocale(), { ...parts, timeZone: 'UTC' });
}

/**
 * One month, by pointer or by keys: arrows, Home, End, Page Up and Down, with Shift for years. Days are wall-time
 * text like everywhere else, so no time zone can move them.
 */
export function CalendarPanel(props: {
  label: string;
  first: string | null;
  last: string | null;
  /** Which end is being chosen: the calendar opens there. */
  picked: 'first' | 'last';
  today: string;
  onPick(day: string): void;
}) {
  const { label, first, last, picked, today, onPick } = props;
  const [focused, setFocused] = useState((picked === 'first' ? first : (last ?? first)) ?? today);
  const focusedButton = useRef<HTMLButtonElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the button of a new day is the one to focus.
  useEffect(() => focusedButton.current?.focus(), [focused, picked]);
  const onKeyDown = (event: KeyboardEvent) => {
    const day = dayForKey(focused, event.key, event.shiftKey);
    if (day === undefined) return;
    event.preventDefault();
    setFocused(day);
  };
  const isWithin = (day: string) => first !== null && last !== null && day >= first && day <= last;
  return (
    <Box>
      <Stack direction="row" sx={{ alignItems: 'center', mb: 0.5 }}>
        <Typography variant="h2" component="p" aria-live="polite" sx={{ flex: 1 }}>
          {dateFormat({ month: 'long', year: 'numeric' }).format(new Date(`${focused}T00:00:00Z`))}
        </Typography>
        <IconButton
          size="small"
          aria-label={say('editor.previousMonth')}
          onClick={() => setFocused(shiftDay(focused, -1, 'M'))}
        >
          <PreviousIcon />
        </IconButton>
        <IconButton
          size="small"
          aria-label={say('editor.nextMonth')}
          onClick={() => setFocused(shiftDay(focused, 1, 'M'))}
        >
          <NextIcon />
        </IconButton>
      </Stack>
      <Box component="table" role="grid" aria-label={label} onKeyDown={onKeyDown} sx={TABLE}>
        <thead>
          <tr>
            {WEEK.map((day) => (
              <th key={day.getTime()} scope="col">
                {dateFormat({ weekday: 'short' }).format(day)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {monthWeeks(focused).map((week, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the weeks of a page have no other name.
            <tr key={index}>
              {week.map((day, weekday) => (
                <Box
                  component="td"
                  role="gridcell"
                  key={day ?? `none ${weekday}`}
                  aria-selected={day !== null && (day === first || day === last)}
                >
                  {day !== null && (
                    <ButtonBase
                      ref={day === focused ? focusedButton : null}
                      tabIndex={day === focused ? 0 : -1}
                      aria-label={formatDay(day)}
                      aria-current={day === today ? 'date' : undefined}
                      data-outside={day.slice(0, 7) !== focused.slice(0, 7) || undefined}
                      data-within={isWithin(day) || undefined}
                      data-end={day === first || day === last || undefined}
                      onClick={() => onPick(day)}
                      sx={DAY}
                    >
                      {Number(day.slice(8))}
                    </ButtonBase>
                  )}
                </Box>
              ))}
            </tr>
          ))}
        </tbody>
      </Box>
    </Box>
  );
}

const TABLE = {
  width: '100%',
  borderCollapse: 'collapse',
  tableLayout: 'fixed',
  '& th': { fontSize: 11, fontWeight: 500, color: colour('soft'), pb: 0.5 },
  '& td': { p: '1px 0' },
};

const DAY = {
  width: '100%',
  height: { xs: 40, sm: 30 },
  fontSize: 13,
  borderRadius: 1,
  '&:hover': { bgcolor: colour('bg') },
  '&[data-outside]': { color: colour('faint') },
  '&[aria-current]': { fontWeight: 700, color: colour('accent') },
  '&[data-within]': { bgcolor: colour('accent-bg') },
  '&[data-end]': { bgcolor: colour('accent'), color: colour('paper') },
};
