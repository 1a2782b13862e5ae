import Stack from '@mui/material/Stack';
import { useState } from 'react';
import { say } from '../../../../contract/texts/texts';
import { isBound } from '../../../../contract/time/timeBounds';
import { toggled } from '../../../ui/toggled';
import { boundText } from '../../language/time/timeText';
import { boundDates, dayOf } from '../../language/time/typedDates';
import type { OperandProps } from '../parts/operandProps';
import { TokenField } from '../values/TokenField';
import { CalendarPanel } from './CalendarPanel';
import { CalendarButton } from './TimeField';

/** Several days, weeks or months, typed or from the calendar. */
export function TimeTokens(props: OperandProps) {
  const { draft, change, scope } = props;
  const [isOpen, setOpen] = useState(false);
  const timeScope = { ...scope, key: draft.key };
  const dates = boundDates(draft.typed, draft.comparator, timeScope);
  return (
    <Stack spacing={1.5}>
      <TokenField
        {...props}
        label={say('editor.days')}
        hint={dates === null ? say('editor.days.such') : say('editor.days.adds', { dates })}
        read={(text) => {
          const bound = boundText(text, timeScope);
          return isBound(bound) ? bound : null;
        }}
        split={/[\r\n\t,;]+/}
        endAdornment={
          <CalendarButton
            label={say('editor.calendar', { label: say('editor.days') })}
            isOpen={isOpen}
            onClick={() => setOpen(!isOpen)}
          />
        }
      />
      {isOpen && (
        <CalendarPanel
          label={say('editor.days')}
          first={dayOf(draft.values.at(-1) ?? '', timeScope)}
          last={null}
          picked="first"
          today={scope.asOf.slice(0, 10)}
          onPick={(day) => change({ values: toggled(draft.values, day) })}
        />
      )}
    </Stack>
  );
}
