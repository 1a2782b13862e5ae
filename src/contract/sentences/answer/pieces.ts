import { sayTagged } from '../../texts/texts';
import type { Message, Part } from './answer';
import { sayValue } from './sayValue';

/** A piece of a sentence, and the part that it says; null for the words between parts. */
export interface Piece {
  text: string;
  part: Part | null;
}

/** @throws Error where the text names a part that the message does not have. */
export function piecesOf({ id, parts }: Message): Piece[] {
  const tags = Object.entries(parts).map(([name, part]) => [name, (): Piece => ({ text: sayValue(part.value), part })]);
  const pieces = sayTagged<Piece>(`answer.${id}`, Object.fromEntries(tags)).map((piece) =>
    typeof piece === 'string' ? { text: piece, part: null } : piece,
  );
  // The full stop of an abbreviation ends the sentence as well.
  return pieces.map((piece, index) =>
    piece.text.startsWith('.') && pieces[index - 1]?.text.endsWith('.')
      ? { ...piece, text: piece.text.slice(1) }
      : piece,
  );
}
