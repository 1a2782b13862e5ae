import { ANSWER } from './german/answer';
import { AUDIT } from './german/audit';
import { CHART } from './german/chart';
import { CONNECTION } from './german/connection';
import { EDITOR } from './german/editor';
import { EXPORTS } from './german/exports';
import { FAILURE } from './german/failure';
import { FILTER } from './german/filter';
import { FILTERS } from './german/filters';
import { FORMAT } from './german/format';
import { FRESHNESS } from './german/freshness';
import { GRID } from './german/grid';
import { IMPORT } from './german/import';
import { JOBS } from './german/jobs';
import { PAGE } from './german/page';
import { SAVED_VIEWS } from './german/savedViews';
import { SCHEDULES } from './german/schedules';
import { SHELL } from './german/shell';
import { SIGN_IN } from './german/signIn';
import { TIME } from './german/time';
import { VIEWS } from './german/views';
import type { Catalogue } from './texts';

export const GERMAN = {
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
} satisfies Catalogue;
