/**
 * In the place of components that the grid, buttons and fields import for what is off here (vite.config.ts names
 * them): the grid's filters, editing and toolbar, what its paid editions add, and variants. Should one of those be turned on,
 * this says what is missing.
 */
// biome-ignore lint/style/noDefaultExport: the grid imports the default.
export default function unusedSlot(): never {
  throw new Error('This part is left out of the build; see vite.config.ts');
}

/** As the grid names its own parts. */
export {
  unusedSlot as getGridFilter,
  unusedSlot as GridFilterFormBase,
  unusedSlot as GridFilterInputDate,
  unusedSlot as GridFilterInputMultipleSingleSelect,
  unusedSlot as GridFilterInputMultipleValue,
  unusedSlot as GridFilterInputSingleSelect,
  unusedSlot as GridFilterInputValue,
  unusedSlot as GridFilterPanelBase,
  unusedSlot as GridToolbar,
  unusedSlot as renderActionsCell,
  unusedSlot as renderEditBooleanCell,
  unusedSlot as renderEditDateCell,
  unusedSlot as renderEditInputCell,
  unusedSlot as renderEditLongTextCell,
  unusedSlot as renderEditSingleSelectCell,
  unusedSlot as renderLongTextCell,
};
