import type { SqlParams } from './sqlParams';

/**
 * Whether a text holds another, whatever the case. Lowering every ticket's text instead costs ten times as much where
 * texts are not plain ASCII, so three things stay apart: `İ` and `i̇`, `Ⱥ` and `ⱥ` with their like, and `Σ` and a final `ς`.
 */
export function containsText(text: string, wanted: string, params: SqlParams): string {
  return `positionCaseInsensitiveUTF8(${text}, ${params.bind(shortestCase(wanted), 'String')}) > 0`;
}

/** The engine finds the longer case of a letter by the shorter one (`ẞ` by `ß`), and not the other way round. */
function shortestCase(text: string): string {
  return [...text]
    .map((letter) => {
      const lower = letter.toLowerCase();
      return Buffer.byteLength(lower) < Buffer.byteLength(letter) ? lower : letter;
    })
    .join('');
}
