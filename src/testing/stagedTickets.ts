import { ticketOf } from '../server/imports/read/ticketReader';

const ESCAPES: Record<string, string> = { n: '\n', t: '\t', r: '\r', '\\': '\\' };

/** Staged lines read back as the engine does it: tickets without what is null, with their sequence. */
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
