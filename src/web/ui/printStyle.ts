import { colour } from './colours';

/** Controls, which paper and a wall have no use for. What they have set is said by chips, titles and numbers. */
export const CONTROLS = [
  '.MuiButton-root',
  '.MuiIconButton-root',
  '.MuiToggleButtonGroup-root',
  '.MuiTextField-root',
  '.MuiTablePagination-root',
  '.MuiDataGrid-root',
  '[data-picture=none]',
  '.MuiSelect-icon',
].join(', ');

/** The report on A4: cards whole, bars in their colours without "background graphics", charts as wide as the page. */
export const PRINT_STYLE = {
  '@page': { size: 'A4', margin: '12mm' },
  '@media print': {
    '*, *::before, *::after': { printColorAdjust: 'exact', WebkitPrintColorAdjust: 'exact' },
    body: { backgroundColor: 'transparent' },
    [CONTROLS]: { display: 'none !important' },
    header: { borderBottom: `1px solid ${colour('line')}` },
    'section, [role=group]': { breakInside: 'avoid' },
    // Rows go on over pages, each whole.
    'section:has(.printed-rows)': { breakInside: 'auto' },
    // Drawn for the screen: they shrink with their card.
    '.recharts-responsive-container, .recharts-responsive-container > div, .recharts-wrapper': {
      width: '100% !important',
      height: 'auto !important',
    },
    '.recharts-surface': { width: '100% !important', height: 'auto !important' },
  },
};
