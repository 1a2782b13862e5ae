import Box from '@mui/material/Box';
import { columnOf } from '../../contract/columns/columns';
import { formatDuration, formatTime } from '../../contract/format/format';
import type { TicketRow } from '../../contract/responses/ticketResponses';
import { say } from '../../contract/texts/texts';
import { parseWallTime } from '../../contract/time/wallTime';
import { colour } from '../ui/colours';
import { deadlineOf } from './deadline';

interface Step {
  name: string;
  time: string;
}

/** Created, due and closed in the order in which they happened, the time between, and how the ticket stands. */
export function TicketTimeLine({ row }: { row: TicketRow }) {
  const steps = stepsOf(row);
  const deadline = deadlineOf(row);
  const tone = deadline === null ? 'soft' : deadline.isBreached ? 'bad' : 'good';
  return (
    <Box component="ol" aria-label={say('grid.timeLine')} sx={{ listStyle: 'none', m: 0, p: 0 }}>
      {steps.map(({ name, time }, index) => (
        <Box
          component="li"
          key={name}
          sx={{
            position: 'relative',
            pl: 2.5,
            pb: 1,
            ml: 0.5,
            borderLeft: `2px solid ${colour(index < steps.length - 1 ? 'line' : 'paper')}`,
            '&::before': {
              content: '""',
              position: 'absolute',
              left: -6,
              top: 4,
              width: 10,
              height: 10,
              borderRadius: '50%',
              bgcolor: colour(name === columnOf('createdAt').label ? 'bar' : tone),
            },
          }}
        >
          <strong>{name}</strong> {formatTime(time, true)}
          <span style={{ color: colour('faint') }}>{sinceBefore(steps[index - 1], time)}</span>
        </Box>
      ))}
      {deadline !== null && (
        <Box component="li" sx={{ pl: 3.25, color: colour(tone) }}>
          <strong>{deadline.words}</strong> <span style={{ color: colour('soft') }}>{say('grid.calendarTime')}</span>
        </Box>
      )}
    </Box>
  );
}

function stepsOf(row: TicketRow): Step[] {
  return (['createdAt', 'dueBy', 'closedAt'] as const)
    .flatMap((column) => {
      const time = row[column];
      return typeof time === 'string' ? [{ name: columnOf(column).label, time }] : [];
    })
    .sort((a, b) => a.time.localeCompare(b.time));
}

/** ` · 2 d 4 h later`; nothing at the first step. */
function sinceBefore(before: Step | undefined, time: string): string {
  const [from, to] = [before === undefined ? null : parseWallTime(before.time), parseWallTime(time)];
  return from === null || to === null ? '' : ` · ${say('grid.later', { time: formatDuration(to - from, 2) })}`;
}
