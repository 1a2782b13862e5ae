import { FORMAT } from './german/format';
import { SHELL } from './german/shell';
import type { Catalogue } from './texts';

export const GERMAN = { ...FORMAT, ...SHELL } satisfies Catalogue;
