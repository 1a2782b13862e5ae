import { isColumnId } from '../../../../contract/columns/columns';
import { choicesOf, type FilterKey, kindOf, type Operand } from '../../../../contract/query/filters';
import { isBound } from '../../../../contract/time/timeBounds';
import { boundText, TIMES_ALLOWED } from '../time/timeText';
import { numbersAllowed, numberText, readNumber } from './numberText';

/** What a field shows for an operand; operandOf of it is the same operand. */
export function operandText(key: FilterKey, operand: Operand): string {
  return typeof operand === 'number' && isColumnId(key) ? numberText(key, operand) : String(operand);
}

/** One operand as typed; null when it is not understood. */
export function operandOf(key: FilterKey, text: string): Operand | null {
  switch (kindOf(key)) {
    case 'integer':
      return isColumnId(key) ? readNumber(key, text) : null;
    case 'timestamp': {
      const bound = boundText(text);
      return isBound(bound) ? bound : null;
    }
    case 'text':
      return text.includes('\0') ? null : text;
    default:
      return choicesOf(key)?.includes(text) === true ? text : null;
  }
}

/** What a field of the key takes. */
export function allowedWords(key: FilterKey): string {
  switch (kindOf(key)) {
    case 'integer':
      return isColumnId(key) ? numbersAllowed(key) : '';
    case 'timestamp':
      return TIMES_ALLOWED;
    case 'text':
      return 'Use text without null characters';
    default:
      return `Use one of ${choicesOf(key)?.join(', ')}`;
  }
}
