/**
 * Modules of libraries as the page's build takes them, by their path below node_modules. Whoever turns on a feature
 * that is off here takes its module off the list: what is left out says so when it is used.
 */

const GRID = '@mui/x-data-grid';
const MATERIAL = '@mui/material';
const CHARTS = 'recharts/es6';

/** In the place of these stand functions that throw. */
export const LEFT_OUT = [
  // The grid's own filters, panels, menus, toolbar and footer, what edits and selects, and columns of kinds that we have not.
  ...[
    'components/toolbarV8/GridToolbar',
    'components/columnsManagement/GridColumnsManagement',
    'components/panel/GridPanel',
    'components/panel/GridColumnsPanel',
    'components/panel/filterPanel/GridFilterPanel',
    'components/panel/filterPanel/GridFilterInputValue',
    'components/panel/filterPanel/GridFilterInputDate',
    'components/panel/filterPanel/GridFilterInputBoolean',
    'components/panel/filterPanel/GridFilterInputSingleSelect',
    'components/panel/filterPanel/GridFilterInputMultipleValue',
    'components/panel/filterPanel/GridFilterInputMultipleSingleSelect',
    'components/menu/columnMenu/GridColumnMenu',
    'components/columnHeaders/GridColumnGroupHeader',
    'components/columnHeaders/GridColumnHeaderFilterIconButton',
    'components/columnSelection/GridHeaderCheckbox',
    'components/columnSelection/GridCellCheckboxRenderer',
    'components/cell/GridEditBooleanCell',
    'components/cell/GridEditDateCell',
    'components/cell/GridEditInputCell',
    'components/cell/GridEditLongTextCell',
    'components/cell/GridEditSingleSelectCell',
    'components/cell/GridActionsCell',
    'components/cell/GridBooleanCell',
    'components/cell/GridLongTextCell',
    'components/GridFooter',
    'components/GridPagination',
  ].map((name) => `${GRID}/${name}.mjs`),
  // What the grid imports for them, and variants of buttons and fields: loading, filled, of several lines, rippling.
  ...[
    'Autocomplete/Autocomplete',
    'Badge/Badge',
    'CircularProgress/CircularProgress',
    'FilledInput/FilledInput',
    'LinearProgress/LinearProgress',
    'ListItemIcon/ListItemIcon',
    'ListItemText/ListItemText',
    'Switch/Switch',
    'Tab/Tab',
    'Tabs/Tabs',
    'TextareaAutosize/TextareaAutosize',
    'ButtonBase/TouchRipple',
  ].map((name) => `${MATERIAL}/${name}.mjs`),
  // Our tooltips have content of their own, and no chart is round.
  ...['component/DefaultTooltipContent', 'shape/Cross', 'shape/Sector', 'shape/Symbols'].map(
    (name) => `${CHARTS}/${name}.js`,
  ),
  // Our axes are labelled by our own formats.
  'd3-format/dist/d3-format.mjs',
  // With these schemas describe themselves, as the server's OpenAPI document needs it.
  'zod/v4/core/to-json-schema.js',
  'zod/v4/core/json-schema-processors.js',
];

/** In the place of these stand functions that do nothing: hooks and parts that run although their feature is off. */
export const INERT = [
  `${GRID}/components/panel/GridPreferencesPanel.mjs`,
  // What scrolls while a column's header is dragged, which only other editions let one do.
  `${GRID}/components/GridScrollArea.mjs`,
  `${GRID}/components/GridScrollShadows.mjs`,
  `${GRID}/hooks/features/dataSource/useGridDataSource.mjs`,
  `${GRID}/hooks/features/export/useGridCsvExport.mjs`,
  `${GRID}/hooks/features/export/useGridPrintExport.mjs`,
  `${GRID}/hooks/features/rowSelection/useGridRowSelectionPreProcessors.mjs`,
  `${CHARTS}/synchronisation/useChartSynchronisation.js`,
];

/**
 * Of these the named exports are kept; `missing` are those that are imported by name and throw.
 * @type {Record<string, { of: string; names: readonly string[]; missing: readonly string[] } | undefined>}
 */
export const KEPT = {
  // Scales are looked up by name: an axis of another kind gets none. Dates and colours come with those left out.
  'victory-vendor/es/d3-scale.js': { of: 'd3-scale', names: ['scaleBand', 'scaleLinear', 'scalePoint'], missing: [] },
  'victory-vendor/es/d3-shape.js': {
    of: 'd3-shape',
    names: [
      'area',
      'curveLinear',
      'curveMonotoneX',
      'curveStep',
      'curveStepAfter',
      'curveStepBefore',
      'line',
      'stack',
      'stackOffsetExpand',
      'stackOffsetNone',
      'stackOrderNone',
    ],
    missing: [
      'curveBasis',
      'curveBasisClosed',
      'curveBasisOpen',
      'curveBumpX',
      'curveBumpY',
      'curveLinearClosed',
      'curveMonotoneY',
      'curveNatural',
      'stackOffsetSilhouette',
      'stackOffsetWiggle',
    ],
  },
};

/**
 * Of classes in these, all but the named ones lose their methods, and with them the only use of their name: what a
 * bundler cannot take out by itself, since an assignment to a prototype could do anything.
 * @type {Record<string, readonly string[] | undefined>}
 */
export const CLASSES = {
  'd3-shape/dist/d3-shape.mjs': ['Linear', 'MonotoneX', 'Step'],
};

/**
 * Our own files in the place of these; `asDefault` names the export that is the default of theirs, `missing` those that throw.
 * @type {Record<string, { by: string; asDefault?: string; missing?: readonly string[] } | undefined>}
 */
export const REPLACED = {
  [`${GRID}/hooks/features/editing/useGridEditing.mjs`]: { by: 'noEditing.ts' },
  [`${GRID}/hooks/features/rowSelection/useGridRowSelection.mjs`]: { by: 'noSelection.ts' },
  [`${GRID}/constants/localeTextConstants.mjs`]: { by: 'gridTexts.ts' },
  // Numbers of axes instead of any number of digits, and numbers alone between two ends of an axis.
  'decimal.js-light/decimal.js': { by: 'tickNumber.ts', asDefault: 'TickNumber' },
  'd3-interpolate/dist/d3-interpolate.mjs': { by: 'interpolateNumbers.ts', missing: ['piecewise'] },
  // Without the search for items by example that theirs bring along.
  'es-toolkit/compat/sortBy.mjs': { by: 'sortBy.ts', asDefault: 'sortBy' },
  'es-toolkit/compat/uniqBy.mjs': { by: 'sortBy.ts', asDefault: 'uniqBy' },
};
