import { ANSWER } from './english/answer';
import { CHART } from './english/chart';
import { FILTER } from './english/filter';
import { FORMAT } from './english/format';
import { SHELL } from './english/shell';
import { TIME } from './english/time';

/** Every English text: it says which texts there are. */
export const ENGLISH = { ...FORMAT, ...SHELL, ...FILTER, ...TIME, ...ANSWER, ...CHART } as const;
