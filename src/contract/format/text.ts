import { say } from '../texts/texts';

/** Text from tickets and links inside a sentence: it stays text, whatever it holds. */

/** A chip, a mail's line and a file's description hold this much of one value. */
const SHOWN_CHARACTERS = 60;
/** Values beyond this many are counted, not listed. */
const LISTED_VALUES = 3;

/** Controls, line separators, invisible and direction-changing characters, and halves of a pair. */
const UNSEEN = /[\p{Cc}\p{Cs}\u00ad\u2028\u2029\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu;
/** Every blank but the plain one. */
const OTHER_BLANK = /[^\S\p{Cc}\u0020\u2028\u2029\ufeff]/gu;
/** Reads as one plain name or word group, also in the middle of a sentence. */
const PLAIN = /^[\p{L}\p{N}\p{M}@#€$'’()&+_./%–-]+( [\p{L}\p{N}\p{M}@#€$'’()&+_./%–-]+)*$/u;
/** Would join or turn what stands beside it. */
const JOINING = /\b(and|or|nor)\b|^(not|neither|none|one|empty)\b/i;

/** The text itself where that is clear; else in quotes, so that `Spam or x` is not taken for two values. */
export function formatText(text: string): string {
  return PLAIN.test(text) && !JOINING.test(text) && text.length <= SHOWN_CHARACTERS ? text : quote(text);
}

/** Would not be seen, or not be told from a plain blank: at an end, doubled, of another kind, or no sign at all. */
const LOOKS_LIKE_ANOTHER = new RegExp(`^$|^\\s|\\s$|\\s\\s|${OTHER_BLANK.source}|${UNSEEN.source}`, 'u');

/** A value as it is, in quotes where it would look like another one: "Billing" and "Billing " are two values. */
export function formatValue(text: string): string {
  return LOOKS_LIKE_ANOTHER.test(text) ? quote(text) : text;
}

/** In quotes, with nothing unseen; what is too long is cut, and says how long it is. */
export function quote(text: string): string {
  const characters = [...text];
  const shown = characters
    .slice(0, SHOWN_CHARACTERS)
    .join('')
    .replace(UNSEEN, visible)
    .replace(OTHER_BLANK, '⍽')
    .replace(/[“”]/g, (mark) => `\\${mark}`);
  return characters.length <= SHOWN_CHARACTERS
    ? say('format.quoted', { text: shown })
    : say('format.cut', { shown, n: characters.length });
}

const NEW_LINE = '↵';
const UNKNOWN = '\ufffd';

function visible(character: string): string {
  if (character === '\n') return NEW_LINE;
  const code = character.charCodeAt(0);
  // Unicode has a picture for each of the first 32 control characters.
  return code < 32 ? String.fromCharCode(0x2400 + code) : UNKNOWN;
}

/** Whether a list is shortened: the last one of four is as short as "and 1 more". */
export function isLong(words: readonly string[]): boolean {
  return words.length > LISTED_VALUES + 1;
}

/** `a`, `a or b`, `a, b or c`; past four, `one of 12 values: a, b, c and 9 more`. */
export function formatList(words: readonly string[], joiner: 'or' | 'nor', many: ManyOf): string {
  if (isLong(words)) {
    return say(`format.many.${many}`, {
      n: words.length,
      values: words.slice(0, LISTED_VALUES).join(', '),
      more: words.length - LISTED_VALUES,
    });
  }
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : say(`format.${joiner}`, { list: words.slice(0, -1).join(', '), last });
}

/** All of them: `a and b and c`. */
export function formatAll(words: readonly string[]): string {
  const [first = '', ...others] = words;
  return others.reduce((list, last) => say('format.and', { list, last }), first);
}

/** What is said of values of which only some are listed. */
export type ManyOf = 'oneOf' | 'noneOf' | 'anyOf';
