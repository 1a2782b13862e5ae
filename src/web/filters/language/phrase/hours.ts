import type { Comparator } from '../../../../contract/query/comparators';
import type { Filter } from '../../../../contract/query/filters';
import { type Compared, comparedWays } from '../draft/comparedWays';
import { anyOf, formsIn } from '../grammar/grammars';
import { timeInWords } from '../time/timeWords';
import { namedByFirst, namedByLast } from './names';

/** Hours of the day at which tickets were created, on any day: "after 6 pm", "zwischen 18 und 22 Uhr". */

const HOURS = 24;

/** Null for words that name no whole hours. `isFirst` unless "since 8 o'clock" is rather today's. */
export function hoursOf(words: readonly string[]): { filter: Filter; isFirst: boolean } | null {
  for (const rest of [words, ...besideCreated(words)]) {
    for (const compared of comparedWays('createdAt', rest.join(' '))) {
      const filter = filterOf(compared);
      if (filter !== null) return { filter, isFirst: compared.comparator !== '>=' };
    }
  }
  return null;
}

/** "Created after 6 pm", "nach 18 Uhr erstellt". */
function besideCreated(words: readonly string[]): (readonly string[])[] {
  return [...namedByFirst(words), ...namedByLast(words)]
    .filter(({ key, rest }) => key === 'createdAt' && rest.length > 0)
    .map(({ rest }) => rest);
}

function filterOf({ comparator, operand }: Compared): Filter | null {
  const words = timeInWords(operand);
  const [from, to] = ENDS.exec(words)?.slice(1) ?? [];
  if (from !== undefined && to !== undefined) return comparator === 'between' ? between(from, to) : null;
  const hour = hourOf(words);
  return hour === null ? null : compared(comparator, hour);
}

const ENDS = new RegExp(`^(.+?)(?: ${anyOf(formsIn(({ particles }) => particles.to))} | ?[-–—] ?)(.+)$`, 'iu');

/** "18:00", "6 pm"; a number by itself is no hour. */
function hourOf(text: string): number | null {
  const [, said, minute, half = ''] = /^(\d{1,2})(:00)?(?: ?([ap])m)?$/i.exec(text) ?? [];
  if (said === undefined || (minute === undefined && half === '')) return null;
  const hour = half === '' ? Number(said) : (Number(said) % 12) + (/p/i.test(half) ? 12 : 0);
  const isThere = half === '' ? hour <= HOURS : Number(said) >= 1 && Number(said) <= 12;
  return isThere ? hour : null;
}

/** Up to the end of the day, and past it: from 22 to 6 is the night. */
function between(first: string, last: string): Filter | null {
  const to = hourOf(last);
  const from = hourOf(/^\d{1,2}$/.test(first) ? `${first}${last.replace(/^\d{1,2}/, '')}` : first);
  if (from === null || to === null || from === to) return null;
  if (from < to) return { key: 'createdHour', comparator: 'between', from, to: to - 1 };
  const hours = Array.from({ length: HOURS }, (_, hour) => hour);
  return { key: 'createdHour', comparator: 'in', values: hours.filter((hour) => hour >= from || hour < to) };
}

/** What is after six o'clock is in the hour of six. */
function compared(comparator: Comparator, hour: number): Filter | null {
  switch (comparator) {
    case '>':
    case '>=':
      return hour < HOURS ? { key: 'createdHour', comparator: '>=', value: hour } : null;
    case '<':
    case '<=':
      return hour > 0 ? { key: 'createdHour', comparator: '<', value: hour } : null;
    case 'between':
      return { key: 'createdHour', comparator: '=', value: hour % HOURS };
    default:
      return null;
  }
}
