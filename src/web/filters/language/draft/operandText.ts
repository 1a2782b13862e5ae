import { labelOfValue } from '../../../../contract/columns/columnFacts';
import type { Comparator } from '../../../../contract/query/comparators';
import { choicesOf, type FilterKey, isKeyOf, keyFacts, type Operand } from '../../../../contract/query/filters';
import { boundWords } from '../../../../contract/sentences/describeTime';
import { say } from '../../../../contract/texts/texts';
import { isBound } from '../../../../contract/time/timeBounds';
import { momentText } from '../time/quickRanges';
import type { TimeScope } from '../time/timeScope';
import { boundText } from '../time/timeText';
import { numbersAllowed, numberText, readNumber } from './numberText';

/** What a field shows for an operand; operandOf of it is the same operand. */
export function operandText(key: FilterKey, operand: Operand): string {
  if (typeof operand === 'number' && isKeyOf(key, 'integer')) return numberText(key, operand);
  return isKeyOf(key, 'timestamp') ? timeWords(String(operand)) : String(operand);
}

/** "90 days ago" rather than `now-90d`, as long as it is understood as the same. */
function timeWords(bound: string): string {
  const words = boundWords(bound);
  return words !== null && boundText(words) === bound ? words : bound;
}

/** What an operand is read against, beside its key. */
export type OperandScope = Omit<TimeScope, 'key'>;

/** One operand as typed, for a comparator; null when it is not understood. */
export function operandOf(key: FilterKey, text: string, comparator: Comparator, scope: OperandScope): Operand | null {
  return isKeyOf(key, 'integer') ? readNumber(key, text) : textOf(key, text, comparator, scope);
}

/** A number as typed, of a key whose operands are numbers. */
export function numberOf(key: FilterKey, text: string): number | null {
  return isKeyOf(key, 'integer') ? readNumber(key, text) : null;
}

/** A word, text or time as typed, of a key whose operands are text. */
export function textOf(key: FilterKey, text: string, comparator: Comparator, scope: OperandScope): string | null {
  if (isKeyOf(key, 'timestamp')) {
    const bound = momentText(text, comparator, { ...scope, key });
    return isBound(bound) ? bound : null;
  }
  if (isKeyOf(key, 'text')) return text.includes('\0') ? null : text;
  return choicesOf(key)?.includes(text) === true ? text : null;
}

/** What a field of the key takes. */
export function describeAllowed(key: FilterKey): string {
  if (isKeyOf(key, 'integer')) return numbersAllowed(key);
  if (isKeyOf(key, 'timestamp')) return say('editor.times.allowed');
  if (isKeyOf(key, 'text')) return say('editor.use.text');
  const labels = choicesOf(key)?.map((value) => labelOfValue(keyFacts(key), value)) ?? [];
  return say('editor.use.one', { list: labels.join(', ') });
}
