import { EXPORTS } from './german/exports';
import { VIEWS } from './german/views';
import { SIGN_IN } from './german/signIn';
import { EDITOR } from './german/editor';
import { FRESHNESS } from './german/freshness';
import { ANSWER } from './german/answer';
import { AUDIT } from './german/audit';
import { CHART } from './german/chart';
import { CONNECTION } from './german/connection';
import { FAILURE } from './german/failure';
import { FILTER } from './german/filter';
import { FILTERS } from './german/filters';
import { FORMAT } from './german/format';
import { GRID } from './german/grid';
import { IMPORT } from './german/import';
import { PAGE } from './german/page';
import { SHELL } from './german/shell';
import { TIME } from './german/time';
import { SAVED_VIEWS } from './german/savedViews';
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
  ...EDITOR,
  ...FRESHNESS,
  ...SAVED_VIEWS,
  ...IMPORT,
} satisfies Catalogue;
