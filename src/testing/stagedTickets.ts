import { ticketOf } from '../server/imports/read/ticketReader';

const ESCAPES: Record<string, string> = { n: '\n', t: '\t', r: '\r', '\\': '\\' };

/** Parses staged lines as the engine does: tickets without null values, with their sequence. */
export function stagedTickets(lines: string): Record<string, string | number>[] {
  return lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const [sequence, ...cells] = line.split('\t').map(readCell);
      return { sequence: Number(sequence), ...ticketOf(cells) };
    });
}

function readCell(text: string): string | null {
  if (text === '\\N') return null;
  return text.replace(/\\(.)/g, (_, character: string) => ESCAPES[character] ?? character);
}
