import { choice, optional, withDefault } from './parameters';
import { FILE_LANGUAGE, REPORT_PARAMETERS } from './requests';

/** The figures of a report as a file: a table for every tile and chart. */

export const FIGURE_TABLES = [
  'tiles',
  'overTime',
  'groups',
  'timeToClose',
  'backlog',
  'overdue',
  'why',
  'dataChecks',
] as const;
export type FigureTableName = (typeof FIGURE_TABLES)[number];

export const FIGURE_FORMATS = ['xlsx', 'csv'] as const;

export const FIGURE_PARAMETERS = {
  ...REPORT_PARAMETERS,
  format: withDefault(choice(FIGURE_FORMATS), 'xlsx'),
  /** Of csv, which holds one table; a workbook holds all of them without it. */
  table: optional(choice(FIGURE_TABLES)),
  language: FILE_LANGUAGE,
};
