/** The characters of JSON that structure is made of, the same as bytes of UTF-8. */

export const QUOTE = 0x22;
export const COMMA = 0x2c;
export const OPEN_ARRAY = 0x5b;
export const BACKSLASH = 0x5c;
export const CLOSE_ARRAY = 0x5d;
export const OPEN = 0x7b;
export const CLOSE = 0x7d;
