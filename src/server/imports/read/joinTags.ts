/** Several tags as one text; what is no text or number is no tag. */
export function joinTags(cells: readonly unknown[]): string {
  return cells
    .filter((cell) => typeof cell === 'string' || typeof cell === 'number')
    .map((cell) => String(cell).trim())
    .filter((cell) => cell !== '')
    .join(', ');
}
