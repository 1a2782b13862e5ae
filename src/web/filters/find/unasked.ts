import { anyParticle } from '../language/grammar/grammars';
import type { PhraseScope } from '../language/phrase/phraseScope';
import { readPhrase } from '../language/phrase/readPhrase';

/** What is said and no filter asks: the end of the id of the text that says so. */
export type Unasked = 'either' | 'holidays';

const EITHER = new RegExp(`^${anyParticle('either')} (.+)$`, 'iu');
const HOLIDAY = new RegExp(`(?<!\\p{L})${anyParticle('holiday')}(?!\\p{L})`, 'iu');

/** Filters hold together: one of two conditions is no filter. */
export function unaskedIn(text: string, notUnderstood: string, scope: PhraseScope): Unasked | null {
  const [, other] = EITHER.exec(notUnderstood) ?? [];
  if (other !== undefined && 'readings' in readPhrase(other, scope)) return 'either';
  return HOLIDAY.test(text) ? 'holidays' : null;
}
