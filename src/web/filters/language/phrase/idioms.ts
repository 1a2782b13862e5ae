import type { Particle } from '../grammar/grammar';
import { anyOf, anyParticle, formsIn, GRAMMARS, withUmlauts } from '../grammar/grammars';
import { AMOUNT, amountInDigits } from '../time/timeWords';

/** What people say as a whole otherwise than the page does; each is said in the page's words instead. */

const PARTS = new Map([
  ['amount', AMOUNT],
  // At most, and less than: of a time the same.
  ['most', anyOf(formsIn(({ particles }) => `${particles.less}|${particles.atMost}`))],
]);

/** Between the parts of one amount. */
const PLUS = new RegExp(` ${anyParticle('plus')} (?=${AMOUNT})`, 'gi');

function pattern(idiom: string, endings: string): RegExp {
  const parts = new Map([...PARTS, ['endings', `(?:${endings})?`]]);
  const filled = withUmlauts(idiom).replace(
    /\{([a-z]\w+)\}/g,
    (_, name: string) => parts.get(name) ?? anyParticle(name as Particle),
  );
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
