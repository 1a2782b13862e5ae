import type { GridLocaleText } from '@mui/x-data-grid';

/**
 * The grid's own texts without those of menus, panels and editors, which are off; what people read of it comes from
 * the catalogues. e2e/size.spec.ts compares them with the texts that the built page looks up: a missing one throws.
 */
export const GRID_DEFAULT_LOCALE_TEXT = {
  noRowsLabel: '',
  noResultsOverlayLabel: '',
  noColumnsOverlayLabel: '',
  noColumnsOverlayManageColumns: '',
  columnMenuLabel: '',
  columnMenuAriaLabel: String,
  columnHeaderSortIconLabel: '',
  footerTotalRows: '',
  footerTotalVisibleRows: String,
  booleanCellTrueLabel: '',
  booleanCellFalseLabel: '',
  paginationRowsPerPage: '',
  paginationDisplayedRows: String,
  paginationItemAriaLabel: String,
} satisfies Partial<GridLocaleText>;
