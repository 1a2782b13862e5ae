import { anyParticle, GRAMMARS, withUmlauts } from '../grammar/grammars';
import { numberInDigits } from '../time/timeWords';

/** What is shortened, left out or turned round, as it is said in full: "zw." and "half to nine". */

const RESPELLED = GRAMMARS.flatMap(({ respelled }) => Object.entries(respelled)).map(
  ([pattern, words]) => [new RegExp(`(?<![\\p{L}\\d])(?:${withUmlauts(pattern)})`, 'giu'), words] as const,
);

const HALF = new RegExp(`(?<!\\p{L})${anyParticle('halfTo')} (\\p{L}+|\\d+)`, 'iu');

/** What is quoted stays as it is. */
export function spelledOut(text: string): string {
  if (/["“„]/.test(text)) return text;
  return RESPELLED.reduce((said, [pattern, words]) => said.replace(pattern, words), text).replace(
    HALF,
    (said, word) => {
      const hour = Number(numberInDigits(word));
      return hour >= 1 && hour <= 12 ? `${((hour + 10) % 12) + 1}:30` : said;
    },
  );
}
