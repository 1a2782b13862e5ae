import Stack from '@mui/material/Stack';
import type { ClipboardEvent, KeyboardEvent, ReactNode } from 'react';
import type { OperandProps } from '../parts/operandProps';
import { ChosenValues } from './ChosenValues';
import { OperandField } from './OperandField';

/** Several typed values: Enter adds one, Backspace in the empty field takes the last one out. */
export function TokenField(
  props: OperandProps & {
    label: string;
    hint: string;
    /** A typed value as it is kept; null when it is not understood. */
    read(text: string): string | null;
    /** What stands between the values of a pasted list. */
    split: RegExp;
    endAdornment?: ReactNode;
  },
) {
  const { draft, change, problem, wasTried, autoFocus, label, hint, read, split, endAdornment } = props;
  const add = (texts: readonly string[]): boolean => {
    const values = texts.map(read);
    if (values.includes(null)) return false;
    change({ values: [...new Set([...draft.values, ...values.filter((value) => value !== null)])], typed: '' });
    return true;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && draft.typed.trim() !== '' && !event.ctrlKey && !event.metaKey) {
      // Text that is not understood goes on to Apply, which says what is allowed.
      if (add([draft.typed])) event.preventDefault();
    }
    if (event.key === 'Backspace' && draft.typed === '') change({ values: draft.values.slice(0, -1) });
  };
  const onPaste = (event: ClipboardEvent) => {
    const texts = event.clipboardData
      .getData('text')
      .split(split)
      .filter((text) => text.trim() !== '');
    if (texts.length > 1 && add(texts)) event.preventDefault();
  };
  return (
    <Stack spacing={1}>
      <ChosenValues values={draft.values} onChange={(values) => change({ values })} />
      <OperandField
        field="values"
        label={label}
        text={draft.typed}
        onText={(typed) => change({ typed })}
        problem={problem}
        wasTried={wasTried}
        autoFocus={autoFocus}
        hint={hint}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        slotProps={{ input: { endAdornment } }}
      />
    </Stack>
  );
}
