import { inflateRawSync } from 'node:zlib';

const DIRECTORY_ENTRY = 0x02014b50;
const DIRECTORY_END = Buffer.from([0x50, 0x4b, 5, 6]);

/** The parts of a small zip file by name, unpacked, as its directory lists them (APPNOTE.TXT 4.3.12). */
export function zipParts(zip: Buffer): Record<string, string> {
  const end = zip.lastIndexOf(DIRECTORY_END);
  let at = zip.readUInt32LE(end + 16);
  const parts: Record<string, string> = {};
  while (zip.readUInt32LE(at) === DIRECTORY_ENTRY) {
    const [size, nameLength, extraLength, commentLength] = [
      zip.readUInt32LE(at + 20),
      zip.readUInt16LE(at + 28),
      zip.readUInt16LE(at + 30),
      zip.readUInt16LE(at + 32),
    ];
    const header = zip.readUInt32LE(at + 42);
    const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    parts[name] = inflateRawSync(zip.subarray(start, start + size)).toString('utf8');
    at += 46 + nameLength + extraLength + commentLength;
  }
  return parts;
}
