import { UNASKED, type Unasked } from '../language/grammar/grammar';
import { anyOf, formsIn, GRAMMARS } from '../language/grammar/grammars';
import type { PhraseScope } from '../language/phrase/phraseScope';
import { readPhrase } from '../language/phrase/readPhrase';

/** What is said and no filter asks: the end of the id of the text that says so. */
export type UnaskedWords = Unasked | 'either';

const EITHER = new RegExp(`^${anyOf(formsIn(({ particles }) => particles.either))} (.+)$`, 'iu');
const PATTERNS = UNASKED.map((name) => {
  const said = GRAMMARS.flatMap(({ unasked }) => unasked[name] ?? []).join('|');
  return [name, new RegExp(`(?<!\\p{L})(?:${said})(?!\\p{L})`, 'iu')] as const;
});

/** Filters hold together: one of two conditions is no filter. */
export function unaskedIn(text: string, notUnderstood: string, scope: PhraseScope): UnaskedWords | null {
  const [, other] = EITHER.exec(notUnderstood) ?? [];
  if (other !== undefined && 'readings' in readPhrase(other, scope)) return 'either';
  return PATTERNS.find(([, pattern]) => pattern.test(text))?.[0] ?? null;
}
