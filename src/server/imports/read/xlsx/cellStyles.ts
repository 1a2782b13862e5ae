import type { WorkbookContainer } from '../container/source';
import { scanPart } from './xmlPart';
import { attribute } from './xmlScanner';

/** What a number is by its format: an amount, a day, a day with its time, a time of day, or hours that may be many. */
export type NumberKind = 'number' | 'day' | 'date' | 'time' | 'duration';

const BUILT_IN: readonly (readonly [first: number, last: number, kind: NumberKind])[] = [
  [14, 17, 'day'],
  [18, 21, 'time'],
  [22, 22, 'date'],
  [27, 36, 'date'],
  [45, 45, 'time'],
  [46, 46, 'duration'],
  [47, 47, 'time'],
  [50, 58, 'date'],
];
/** Excel's own limit is 64,000. */
const MAX_STYLES = 100_000;

/** The kinds of numbers by the styles of cells. */
export async function readStyles(container: WorkbookContainer, name: string): Promise<NumberKind[]> {
  const formats = new Map<number, NumberKind>();
  const kinds: NumberKind[] = [];
  let isCells = false;
  const open = (element: string, attributes: string): void => {
    if (element === 'cellXfs') isCells = true;
    else if (element === 'numFmt' && formats.size < MAX_STYLES) {
      formats.set(Number(attribute(attributes, 'numFmtId')), kindOf(attribute(attributes, 'formatCode') ?? ''));
    } else if (element === 'xf' && isCells && kinds.length < MAX_STYLES) {
      const id = Number(attribute(attributes, 'numFmtId') ?? 0);
      kinds.push(formats.get(id) ?? builtIn(id));
    }
  };
  const close = (element: string): void => {
    if (element === 'cellXfs') isCells = false;
  };
  const part = container.part('xl/styles.xml');
  if (part !== undefined) await scanPart(part, { open, close }, name);
  return kinds;
}

function builtIn(id: number): NumberKind {
  return BUILT_IN.find(([first, last]) => id >= first && id <= last)?.[2] ?? 'number';
}

/** The kind of a format such as `yyyy\-mm\-dd\ hh:mm:ss`. */
export function kindOf(format: string): NumberKind {
  const [first = ''] = format
    .replace(/"[^"]*"|\\.|_.|\*./g, '')
    .toLowerCase()
    .split(';');
  if (/\[(?:h+|m+|s+)\]/.test(first)) return 'duration';
  // Colours, conditions and languages stand in brackets too.
  const code = first.replace(/\[[^\][]*\]/g, '');
  if (code === 'general') return 'number';
  if (/[yd]/.test(code)) return /[hs]/.test(code) ? 'date' : 'day';
  return /[hs]/.test(code) ? 'time' : 'number';
}
