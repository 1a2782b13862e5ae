import IconButton from '@mui/material/IconButton';
import InputAdornment from '@mui/material/InputAdornment';
import { CalendarIcon } from '../parts/icons';
import type { OperandProps } from '../parts/operandProps';
import { OperandField } from '../values/OperandField';

/** A typed time; the calendar only writes a day into it. */
export function TimeField(
  props: Pick<OperandProps, 'draft' | 'change' | 'problem' | 'wasTried' | 'autoFocus'> & {
    field: 'value' | 'from' | 'to';
    label: string;
    /** The line that says what is meant or wrong. */
    messageId: string;
    isCalendarOpen: boolean;
    onCalendar(): void;
  },
) {
  const { field, label, draft, change, problem, wasTried, autoFocus, messageId, isCalendarOpen, onCalendar } = props;
  return (
    <OperandField
      field={field}
      label={label}
      text={draft[field]}
      onText={(text) => change({ [field]: text })}
      problem={problem}
      wasTried={wasTried}
      autoFocus={autoFocus}
      hint={null}
      slotProps={{
        htmlInput: { 'aria-describedby': messageId },
        input: {
          endAdornment: <CalendarButton label={`${label}: calendar`} isOpen={isCalendarOpen} onClick={onCalendar} />,
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
