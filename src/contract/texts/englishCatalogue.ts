import { ANSWER } from './english/answer';
import { AUDIT } from './english/audit';
import { CHART } from './english/chart';
import { CONNECTION } from './english/connection';
import { EDITOR } from './english/editor';
import { EXPORTS } from './english/exports';
import { FAILURE } from './english/failure';
import { FILTER } from './english/filter';
import { FILTERS } from './english/filters';
import { FORMAT } from './english/format';
import { FRESHNESS } from './english/freshness';
import { GRID } from './english/grid';
import { IMPORT } from './english/import';
import { JOBS } from './english/jobs';
import { PAGE } from './english/page';
import { SAVED_VIEWS } from './english/savedViews';
import { SCHEDULES } from './english/schedules';
import { SHELL } from './english/shell';
import { SIGN_IN } from './english/signIn';
import { TIME } from './english/time';
import { VIEWS } from './english/views';

/** Every English text: it says which texts there are. */
export const ENGLISH = {
  ...FORMAT,
  ...SHELL,
  ...FILTER,
  ...TIME,
  ...ANSWER,
  ...CHART,
  ...PAGE,
  ...FAILURE,
  ...FILTERS,
  ...GRID,
  ...AUDIT,
  ...SIGN_IN,
  ...VIEWS,
  ...EXPORTS,
  ...CONNECTION,
  ...JOBS,
  ...EDITOR,
  ...FRESHNESS,
  ...SAVED_VIEWS,
  ...IMPORT,
  ...SCHEDULES,
} as const;
