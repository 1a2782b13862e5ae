import { ANSWER } from './german/answer';
import { CHART } from './german/chart';
import { FILTER } from './german/filter';
import { FORMAT } from './german/format';
import { SHELL } from './german/shell';
import { TIME } from './german/time';
import type { Catalogue } from './texts';

export const GERMAN = { ...FORMAT, ...SHELL, ...FILTER, ...TIME, ...ANSWER, ...CHART } satisfies Catalogue;
