/**
 * In the place of components that the grid imports for panels which are off here (vite.config.ts names them): its
 * filters, its toolbar and what the paid editions add. Should one of those be turned on, this says what is missing.
 */
// biome-ignore lint/style/noDefaultExport: the grid imports the default.
export default function unusedSlot(): never {
  throw new Error('This part of the grid is left out of the build; see vite.config.ts');
}
