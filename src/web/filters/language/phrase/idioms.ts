import { anyOf, anyParticle, formsIn, GRAMMARS, withUmlauts } from '../grammar/grammars';
import { AMOUNT, amountInDigits } from '../time/timeWords';

/** What people say as a whole otherwise than the page does; each is said in the page's words instead. */

const MORE = anyParticle('more');
const LESS = anyParticle('less');
/** At most, and less than: of a time the same. */
const MOST = anyOf(formsIn(({ particles }) => `${particles.less}|${particles.atMost}`));
const CLOSED = anyParticle('closed');

/** Between the parts of one amount. */
const PLUS = new RegExp(` ${anyParticle('plus')} (?=${AMOUNT})`, 'gi');

function pattern(idiom: string, endings: string): RegExp {
  const filled = withUmlauts(idiom)
    .replaceAll('{amount}', AMOUNT)
    .replaceAll('{more}', MORE)
    .replaceAll('{less}', LESS)
    .replaceAll('{most}', MOST)
    .replaceAll('{closed}', CLOSED)
    .replaceAll('{endings}', `(?:${endings})?`);
  return new RegExp(`^(?:${filled})$`, 'iu');
}

/** `A <> B` is B A as well. */
function inBothOrders([idiom, said]: [string, string]): [string, string][] {
  const [first = '', second] = idiom.split(' <> ');
  return second === undefined
    ? [[idiom, said]]
    : [`${first} ${second}`, `${second} ${first}`].map((each) => [each, said]);
}

const IDIOMS = GRAMMARS.flatMap(({ idioms, endings }) =>
  Object.entries(idioms)
    .flatMap(inBothOrders)
    .map(([idiom, said]) => ({
      said,
      pattern: pattern(idiom, endings),
      // Most idioms have an amount, and most texts none: those are not worth a look.
      isOfAmount: idiom.includes('{amount}'),
    })),
);

/** The readings of a text, each the conditions that it stands for; null for one that is no idiom. */
export function idiomOf(typed: string): readonly (readonly string[])[] | null {
  const text = amountInDigits(typed).replace(PLUS, ' ');
  const hasAmount = /\d/.test(text);
  const found = IDIOMS.find((idiom) => (hasAmount || !idiom.isOfAmount) && idiom.pattern.test(text));
  if (found === undefined) return null;
  const readings = found.said.split('|').map((reading) => reading.split(';'));
  return readings.map((conditions) => conditions.map((condition) => text.replace(found.pattern, condition)));
}
