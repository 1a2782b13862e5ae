import IconButton from '@mui/material/IconButton';
import InputAdornment from '@mui/material/InputAdornment';
import { say } from '../../../../contract/texts/texts';
import { CalendarIcon } from '../parts/icons';
import { fieldOfDraft, type OperandFieldProps } from '../parts/operandProps';
import { OperandField } from '../values/OperandField';

/** A typed time; the calendar only writes a day into it. */
export function TimeField(
  props: OperandFieldProps & {
    /** The line that says what is meant or wrong. */
    messageId: string;
    isCalendarOpen: boolean;
    onCalendar(): void;
  },
) {
  const { label, messageId, isCalendarOpen, onCalendar } = props;
  return (
    <OperandField
      {...fieldOfDraft(props)}
      hint={null}
      slotProps={{
        htmlInput: { 'aria-describedby': messageId },
        input: {
          endAdornment: (
            <CalendarButton label={say('editor.calendar', { label })} isOpen={isCalendarOpen} onClick={onCalendar} />
          ),
        },
      }}
    />
  );
}

export function CalendarButton({ label, isOpen, onClick }: { label: string; isOpen: boolean; onClick(): void }) {
  return (
    <InputAdornment position="end">
      <IconButton size="small" edge="end" aria-label={label} aria-expanded={isOpen} onClick={onClick}>
        <CalendarIcon />
      </IconButton>
    </InputAdornment>
  );
}
