import { anyOf, formsIn, GRAMMARS, withUmlauts } from '../grammar/grammars';
import { AMOUNT, amountInDigits } from '../time/timeWords';

/** What people say as a whole otherwise than the page does; each is said in the page's words instead. */

const MORE = anyOf(formsIn(({ particles }) => particles.more));
const LESS = anyOf(formsIn(({ particles }) => particles.less));
const CLOSED = anyOf(formsIn(({ particles }) => particles.closed));

function pattern(idiom: string, endings: string): RegExp {
  const filled = withUmlauts(idiom)
    .replaceAll('{amount}', AMOUNT)
    .replaceAll('{more}', MORE)
    .replaceAll('{less}', LESS)
    .replaceAll('{closed}', CLOSED)
    .replaceAll('{endings}', `(?:${endings})?`);
  return new RegExp(`^(?:${filled})$`, 'iu');
}

const IDIOMS = GRAMMARS.flatMap(({ idioms, endings }) =>
  Object.entries(idioms).map(([idiom, said]) => [pattern(idiom, endings), said] as const),
);

/** The readings of a text, each the conditions that it stands for; null for one that is no idiom. */
export function idiomOf(typed: string): readonly (readonly string[])[] | null {
  const text = amountInDigits(typed);
  const found = IDIOMS.find(([idiom]) => idiom.test(text));
  if (found === undefined) return null;
  const [idiom, said] = found;
  return said.split('|').map((reading) => reading.split(';').map((condition) => text.replace(idiom, condition)));
}
