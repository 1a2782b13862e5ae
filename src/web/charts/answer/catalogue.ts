import type { Message, MessageId, Part, Value } from './answer';

/** The words of one language: each message whole, so that its parts stand where the language wants them. */
export interface Catalogue {
  messages: Record<MessageId, string>;
  say(value: Value): string;
}

/** A piece of a sentence, and the part that it says; null for the words between parts. */
export interface Piece {
  text: string;
  part: Part | null;
}

/** @throws Error where the catalogue names a part that the message does not have. */
export function piecesOf({ id, parts }: Message, { messages, say }: Catalogue): Piece[] {
  const pieces = messages[id].split(/\{(\w+)\}/).map((text, index): Piece => {
    if (index % 2 === 0) return { text, part: null };
    const part = parts[text];
    if (part === undefined) throw new Error(`${id} has no part ${text}`);
    return { text: say(part.value), part };
  });
  return pieces.filter(({ text }) => text !== '');
}
