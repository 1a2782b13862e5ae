/** Encodings of one byte a character from before Unicode, that exports of old programs still have. */

/** From 0x80 on: of DOS in Western Europe, and of old Macs. */
const UPPER = {
  cp850:
    'ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0',
  macintosh:
    'ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u00a0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uf8ffÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ',
} as const;
export type OldEncoding = keyof typeof UPPER;

const UPPER_BYTES = /[\u0080-\u00ff]/g;

export function decodeOld(bytes: Buffer, encoding: OldEncoding): string {
  const upper = UPPER[encoding];
  return bytes.toString('latin1').replace(UPPER_BYTES, (found) => upper[found.charCodeAt(0) - 0x80] ?? found);
}

/** Bytes that are German umlauts. */
const UMLAUTS = {
  cp850: [0x84, 0x94, 0x81, 0x8e, 0x99, 0x9a, 0xe1],
  macintosh: [0x8a, 0x9a, 0x9f, 0x80, 0x85, 0x86, 0xa7],
} as const satisfies Record<OldEncoding, readonly number[]>;
/** From here on nearly all of Windows-1252 are letters. */
const FIRST_LETTER_OF_1252 = 0xc0;

/** Tells encodings apart by what they make of the bytes between two letters, where no quotes or dashes stand. */
export class Umlauts {
  readonly #counts = { 'windows-1252': 0, cp850: 0, macintosh: 0 };

  /** Takes note of a byte from 0x80 on, with its neighbours. */
  see(before: number, byte: number, after: number): void {
    if (!isLetter(before) || !isLetter(after)) return;
    if (byte >= FIRST_LETTER_OF_1252) this.#counts['windows-1252'] += 1;
    for (const name of ['cp850', 'macintosh'] as const) {
      if ((UMLAUTS[name] as readonly number[]).includes(byte)) this.#counts[name] += 1;
    }
  }

  /** Those in which more of them are letters than in Windows-1252. */
  get old(): OldEncoding[] {
    const { cp850, macintosh } = this.#counts;
    const most = Math.max(cp850, macintosh);
    if (most <= this.#counts['windows-1252']) return [];
    return (['cp850', 'macintosh'] as const).filter((name) => this.#counts[name] === most);
  }
}

function isLetter(byte: number): boolean {
  const small = byte | 0x20;
  return small >= 0x61 && small <= 0x7a;
}
