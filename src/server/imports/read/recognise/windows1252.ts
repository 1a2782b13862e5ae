/** What Windows-1252 has where Latin-1 has control characters, from 0x80 on; the five blanks stand for no character. */
const FROM_0X80 = '€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ';

/** The bytes that stand for no character: a file that has one is written in some other encoding. */
export const UNUSED_IN_1252: readonly number[] = [0x81, 0x8d, 0x8f, 0x90, 0x9d];

const CONTROLS = /[\u0080-\u009f]/g;

export function decodeWindows1252(bytes: Buffer): string {
  const text = bytes.toString('latin1');
  if (text.search(CONTROLS) === -1) return text;
  return text.replace(CONTROLS, (found) => {
    const character = FROM_0X80[found.charCodeAt(0) - 0x80] ?? ' ';
    return character === ' ' ? found : character;
  });
}
