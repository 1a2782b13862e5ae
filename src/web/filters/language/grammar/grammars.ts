import { ENGLISH } from './english';
import { GERMAN } from './german';
import type { Grammar, Particle } from './grammar';
import { remembered } from './remembered';

/** Every language is read, whatever the page's own is, and words of several may stand side by side. */
export const GRAMMARS: readonly Grammar[] = [ENGLISH, GERMAN];

/** The forms of a list, each with every word of its braces. */
export function formsOf(list: string | undefined): readonly string[] {
  return list === undefined ? [] : spelledForms(list);
}

const spelledForms = remembered((list: string): readonly string[] => list.split('|').flatMap(spelled));

function spelled(form: string): string[] {
  const [, before = '', words, after = ''] = /^([^{]*)\{([^}]*)\}(.*)$/.exec(form) ?? [];
  return words === undefined ? [form] : words.split('/').flatMap((word) => spelled(before + word + after));
}

/** What all languages have for something. */
export function formsIn(listOf: (grammar: Grammar) => string | undefined): string[] {
  return GRAMMARS.flatMap((grammar) => formsOf(listOf(grammar)));
}

const LETTERS = GRAMMARS.flatMap(({ letters }) => Object.entries(letters));

/** In small letters, umlauts as two letters: "Überfällig" and "ueberfaellig" are the same word. */
export const fold = remembered((text: string): string =>
  LETTERS.reduce((folded, [letter, typed]) => folded.replaceAll(letter, typed), text.toLowerCase()),
);

/** The pattern of a pattern's words, however their umlauts are written. */
export function withUmlauts(pattern: string): string {
  return LETTERS.reduce((spelling, [letter, typed]) => spelling.replaceAll(letter, `(?:${letter}|${typed})`), pattern);
}

/** A pattern without groups for any of the forms, longest first. */
export function anyOf(forms: readonly string[]): string {
  const escaped = [...forms]
    .sort((a, b) => b.length - a.length)
    .map((form) => form.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return withUmlauts(`(?:${escaped.join('|')})`);
}

/** A pattern without groups for any form of what all languages have for something. */
export function anyParticle(name: Particle): string {
  return anyOf(formsIn(({ particles }) => particles[name]));
}

/** Between things of which each is meant: "or", "and". */
export const BETWEEN_SEVERAL = `(?:${anyParticle('either')}|${anyParticle('plus')})`;

/** Between the ends of a range alone: "and" may as well stand between two of a list. */
export const BETWEEN_ENDS = anyOf(
  formsIn(({ particles }) => particles.to).filter((word) => !formsIn(({ particles }) => particles.plus).includes(word)),
);

/** The form, bare and with each ending. */
export function bent(form: string, endings: string): string[] {
  return [form, ...formsOf(endings).map((ending) => form + ending)];
}

/** The word as it stands, and without each ending that it may have. */
export const stemsOf = remembered((word: string): readonly string[] => {
  const stems = ENDINGS.filter((ending) => word.length - ending.length > 2 && word.endsWith(ending)).map((ending) =>
    word.slice(0, -ending.length),
  );
  return [word, ...stems];
});

const ENDINGS = [...new Set(formsIn(({ endings }) => endings))];
