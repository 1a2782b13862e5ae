import { anyOf, formsIn, GRAMMARS, withUmlauts } from '../grammar/grammars';
import { AMOUNT, amountInDigits } from '../time/timeWords';

/** What people say as a whole otherwise than the page does; each is said in the page's words instead. */

function pattern(idiom: string): RegExp {
  const filled = withUmlauts(idiom)
    .replace('{amount}', AMOUNT)
    .replace('{more}', anyOf(formsIn(({ particles }) => particles.more)))
    .replace('{less}', anyOf(formsIn(({ particles }) => particles.less)))
    .replace('{closed}', anyOf(formsIn(({ particles }) => particles.closed)));
  return new RegExp(`^(?:${filled})$`, 'iu');
}

const IDIOMS = GRAMMARS.flatMap(({ idioms }) => Object.entries(idioms)).map(
  ([idiom, said]) => [pattern(idiom), said] as const,
);

/** The readings of a text, each the conditions that it stands for; null for one that is no idiom. */
export function idiomOf(typed: string): readonly (readonly string[])[] | null {
  const text = amountInDigits(typed);
  const found = IDIOMS.find(([idiom]) => idiom.test(text));
  if (found === undefined) return null;
  const [idiom, said] = found;
  return said.split('|').map((reading) => reading.split(';').map((condition) => text.replace(idiom, condition)));
}
