import { isColumnId } from '../../../../contract/columns/columns';
import { OPERANDS_OF } from '../../../../contract/query/comparators';
import { say } from '../../../../contract/texts/texts';
import { fieldOfDraft, type OperandFieldProps, type OperandProps } from '../parts/operandProps';
import { OperandField } from './OperandField';
import { ValuePicker } from './ValuePicker';

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
        {field('from', say('editor.from'), say('editor.text.order'), true)}
        {field('to', say('editor.toIncluded'), '', false)}
      </>
    );
  }
  if (comparator === 'contains') return field('value', say('editor.text'), say('editor.text.caseless'), true);
  const isOrdered = !['=', '!=', 'in', 'notIn', 'includes'].includes(comparator);
  if (isOrdered || !isColumnId(key)) return field('value', say('editor.text'), say('editor.text.order'), true);
  return <ValuePicker {...props} column={key} />;
}
