import Stack from '@mui/material/Stack';
import { useState } from 'react';
import { isBound } from '../../../../contract/time/timeBounds';
import { toggled } from '../../../ui/toggled';
import { dayOf } from '../../language/time/timeDates';
import { boundText } from '../../language/time/timeText';
import type { OperandProps } from '../parts/operandProps';
import { TokenField } from '../values/TokenField';
import { CalendarPanel } from './CalendarPanel';
import { CalendarButton } from './TimeField';

/** Several days, weeks or months, typed or from the calendar. */
export function TimeTokens(props: OperandProps) {
  const { draft, change, scope } = props;
  const [isOpen, setOpen] = useState(false);
  return (
    <Stack spacing={1.5}>
      <TokenField
        {...props}
        label="Days"
        hint="Such as 2026-11-23, today or last month; Enter adds it"
        read={(text) => (isBound(boundText(text)) ? boundText(text) : null)}
        split={/[\r\n\t,;]+/}
        endAdornment={<CalendarButton label="Days: calendar" isOpen={isOpen} onClick={() => setOpen(!isOpen)} />}
      />
      {isOpen && (
        <CalendarPanel
          label="Days"
          first={dayOf(draft.values.at(-1) ?? '')}
          last={null}
          picked="first"
          today={scope.asOf.slice(0, 10)}
          onPick={(day) => change({ values: toggled(draft.values, day) })}
        />
      )}
    </Stack>
  );
}
