/** Letters and digits alone, so that "Created At", "created_at" and "createdAt" are the same. */
export function plainName(name: string): string {
  return name
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '');
}
