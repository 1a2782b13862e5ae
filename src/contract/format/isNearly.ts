/** Whether one slip of the finger lies between them: a letter too many, too few, another, or two that changed places. */
export function isNearly(word: string, typed: string): boolean {
  if (Math.abs(word.length - typed.length) > 1) return false;
  const at = [...word].findIndex((letter, index) => letter !== typed[index]);
  if (at === -1) return typed.length - word.length === 1;
  const rest = (text: string, from: number) => text.slice(from);
  return (
    rest(word, at + 1) === rest(typed, at + 1) ||
    rest(word, at + 1) === rest(typed, at) ||
    rest(word, at) === rest(typed, at + 1) ||
    (word[at] === typed[at + 1] && word[at + 1] === typed[at] && rest(word, at + 2) === rest(typed, at + 2))
  );
}
