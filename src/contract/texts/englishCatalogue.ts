import { TIME } from './english/time';
import { FILTER } from './english/filter';
import { FORMAT } from './english/format';
import { SHELL } from './english/shell';

/** Every English text: it says which texts there are. */
export const ENGLISH = { ...FORMAT, ...SHELL, ...FILTER, ...TIME } as const;
