import { isColumnId } from '../../../../contract/columns/columns';
import { OPERANDS_OF } from '../../../../contract/query/comparators';
import { fieldOfDraft, type OperandFieldProps, type OperandProps } from '../parts/operandProps';
import { OperandField } from './OperandField';
import { ValuePicker } from './ValuePicker';

const ORDER_HINT = 'Sorted by character codes: capitals first';

/** Whole values are picked or typed; a part of one, or a place in the order, is typed. */
export function TextEditor(props: OperandProps) {
  const { key, comparator } = props.draft;
  const field = (name: OperandFieldProps['field'], label: string, hint: string, isFirst: boolean) => (
    <OperandField
      {...fieldOfDraft({ ...props, field: name, label })}
      autoFocus={props.autoFocus && isFirst}
      hint={hint}
    />
  );
  if (OPERANDS_OF[comparator] === 'range') {
    return (
      <>
        {field('from', 'From', ORDER_HINT, true)}
        {field('to', 'To (included)', '', false)}
      </>
    );
  }
  if (comparator === 'contains') return field('value', 'Text', 'Upper and lower case are the same', true);
  const isOrdered = !['=', '!=', 'in', 'notIn', 'includes'].includes(comparator);
  if (isOrdered || !isColumnId(key)) return field('value', 'Text', ORDER_HINT, true);
  return <ValuePicker {...props} column={key} />;
}
