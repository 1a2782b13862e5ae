import { TIME } from './german/time';
import { FILTER } from './german/filter';
import { FORMAT } from './german/format';
import { SHELL } from './german/shell';
import type { Catalogue } from './texts';

export const GERMAN = { ...FORMAT, ...SHELL, ...FILTER, ...TIME } satisfies Catalogue;
