import { type KeyboardEvent, useRef } from 'react';

/** Letters with no longer pause between them are one word. */
const PAUSE_MS = 700;

export interface TypedWord {
  text: string;
  /** When its last letter came, in milliseconds. */
  at: number;
}

const NOTHING_TYPED: TypedWord = { text: '', at: Number.NEGATIVE_INFINITY };

/** The word with one more letter; null for a key that belongs to no word. */
export function typedOn(before: TypedWord, key: string, at: number, lines: readonly string[]): TypedWord | null {
  if ([...key].length !== 1) return null;
  const begun = at - before.at <= PAUSE_MS ? before.text : '';
  const text = begun + key.toLowerCase();
  // Space ticks, unless the word that is being typed goes on after it.
  if (key === ' ' && (begun === '' || !lines.some((line) => beginsWith(line, text)))) return null;
  return { text, at };
}

/** Which line a typed word goes to, -1 for none; the same letter again goes to the next line that begins with it. */
export function lineTyped(lines: readonly string[], focused: number, text: string): number {
  const from = (start: number, wanted: string) =>
    lines.map((_, step) => (start + step) % lines.length).find((at) => beginsWith(lines[at] ?? '', wanted)) ?? -1;
  const [letter = ''] = text;
  // "in" is the line "in", also while the focus is on "internal".
  const whole = lines.findIndex((line) => line.toLowerCase() === text);
  if (whole !== -1) return whole;
  const exact = from(text.length > 1 ? focused : focused + 1, text);
  const isRepeated = [...text].every((each) => each === letter);
  return exact === -1 && isRepeated ? from(focused + 1, letter) : exact;
}

function beginsWith(line: string, text: string): boolean {
  return line.toLowerCase().startsWith(text);
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/**
 * Keys of a check-list: arrows walk, letters go to the line that begins with them, Space ticks (the browser's own),
 * Enter is `onEnter` with the focused line, null until a key has gone to one: a second Enter of whoever opened the
 * list with the first would take a line that nobody chose. Radio buttons keep the browser's arrows, which also choose.
 * @param lines what is written on each line.
 */
export function useChoiceKeys(lines: readonly string[], onEnter: (line: number | null) => void) {
  const word = useRef(NOTHING_TYPED);
  const hasMoved = useRef(false);
  return (event: KeyboardEvent<HTMLElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || !(event.target instanceof HTMLInputElement)) return;
    const inputs = [...event.currentTarget.querySelectorAll('input')];
    const at = inputs.indexOf(event.target);
    if (event.key === 'Enter') {
      event.preventDefault();
      onEnter(hasMoved.current ? at : null);
      return;
    }
    const typed = typedOn(word.current, event.key, event.timeStamp, lines);
    word.current = typed ?? NOTHING_TYPED;
    const step = event.target.type === 'radio' ? undefined : STEPS[event.key];
    if (typed === null && step === undefined) return;
    event.preventDefault();
    hasMoved.current = true;
    const next = typed === null ? (at + (step ?? 0) + inputs.length) % inputs.length : lineTyped(lines, at, typed.text);
    inputs[next]?.focus();
  };
}
