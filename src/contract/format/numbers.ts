import { byLocale, numberFormat, spokenLocale } from '../texts/texts';

/** Numbers with the marks of the spoken language. */

/** `12,412`. */
export function formatCount(value: number): string {
  return numberFormat(spokenLocale()).format(value);
}

/** With as many digits behind the decimal mark, and nothing grouped: `8.6`. */
export function formatFixed(value: number, digits: number): string {
  return withDecimalMark(value.toFixed(digits));
}

/** As short as the number is: `0.25`. */
export function formatPlain(value: number): string {
  return withDecimalMark(String(value));
}

function withDecimalMark(text: string): string {
  return text.replace('-', '−').replace('.', marks(spokenLocale()).decimal);
}

const marks = byLocale((locale) => {
  const parts = numberFormat(locale).formatToParts(123_456.5);
  const markOf = (type: 'decimal' | 'group') => parts.find((part) => part.type === type)?.value ?? '';
  return { decimal: markOf('decimal'), group: markOf('group') };
});

/**
 * Typed numbers as programs read them. Before exactly three digits the language's own mark of groups groups, as it does
 * on screen; else comma and point both divide.
 */
export function withPlainMarks(text: string): string {
  const grouping = new RegExp(`(?<=\\d)[${marks(spokenLocale()).group}](?=\\d{3}(?!\\d))`, 'g');
  return text.replace(grouping, '').replace(/(?<=\d),(?=\d)/g, '.');
}
