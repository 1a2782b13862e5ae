import TextField, { type TextFieldProps } from '@mui/material/TextField';
import { useState } from 'react';
import type { DraftField, Problem } from '../../language/draft/readDraft';
import { useInitialFocus } from '../parts/initialFocus';

/**
 * One typed operand. What is wrong is said at once, but marked as an error only when the field is left or Apply
 * was pressed: half a date is no mistake yet.
 */
export function OperandField(
  props: {
    field: DraftField;
    label: string;
    text: string;
    onText(text: string): void;
    problem: Problem | null;
    wasTried: boolean;
    /** What was understood, or what may be typed; null where the line under it is said elsewhere. */
    hint: string | null;
    autoFocus: boolean;
  } & Pick<TextFieldProps, 'onKeyDown' | 'onPaste' | 'slotProps' | 'placeholder'>,
) {
  const { field, label, text, onText, problem, wasTried, hint, autoFocus, ...rest } = props;
  const [wasLeft, setWasLeft] = useState(false);
  const input = useInitialFocus(autoFocus);
  const own = problem?.field === field ? problem : null;
  const isMarked = own !== null && (wasTried || (wasLeft && own.kind === 'wrong'));
  const isSaid = own !== null && (isMarked || own.kind === 'wrong');
  return (
    <TextField
      {...rest}
      fullWidth
      inputRef={input}
      name={field}
      label={label}
      value={text}
      autoComplete="off"
      error={isMarked}
      helperText={hint === null ? undefined : (isSaid ? own.message : hint) || ' '}
      onChange={({ target }) => onText(target.value)}
      onBlur={() => setWasLeft(true)}
    />
  );
}
