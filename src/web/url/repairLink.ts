import { shorten } from '../../contract/columns/columnNames';
import { ApiError } from '../../contract/errors';
import type { Principal } from '../../contract/privacy';
import { decodeQueryString, encodeQueryString, type Parameter } from '../../contract/query/queryString';
import { parseReportUrl, type ReportView } from '../../contract/query/reportUrl';

const FILTER_INDEX = /^filters\[(\d+)\]/;

/** More parts than a person would mend one by one are not worth guessing at. */
const MAX_REPAIRS = 60;

/** A view that is left of a link, and which parts had to go. */
export interface RepairedLink {
  view: ReportView;
  /** Names of parameters; `filters[1]` for a whole filter, as the link numbers it. */
  leftOut: readonly string[];
  /** Filters behind a missing number moved up: one may have been lost, so the viewer has to know. */
  gapClosed: boolean;
}

interface Part extends Parameter {
  /** The name as the link wrote it: closing gaps renumbers filters. */
  original: string;
}

/**
 * The view that a link gives once the parts that are not understood are left out and gaps in the numbers of its
 * filters are closed; a filter always leaves as a whole. Null when nothing sensible is left.
 * @param parameter the first part that is in the way.
 */
export function withoutParameter(search: string, parameter: string, principal: Principal): RepairedLink | null {
  let problem = parameter;
  let rest: Part[];
  try {
    rest = decodeQueryString(search).map((each) => ({ ...each, original: each.name }));
  } catch {
    return null;
  }
  const leftOut: string[] = [];
  let gapClosed = false;
  for (let repairs = 0; repairs < MAX_REPAIRS; repairs += 1) {
    const isLeaving = partOf(problem);
    const leaving = rest.filter(isLeaving);
    const index = filterIndex(problem);
    const gap = leaving.length === 0 && index !== undefined ? gapAt(rest, index) : 0;
    if (leaving.length === 0 && gap === 0) return null;
    gapClosed ||= gap > 0;
    leftOut.push(...new Set(leaving.map(({ original }) => FILTER_INDEX.exec(original)?.[0] ?? original)));
    rest = rest.filter((each) => !isLeaving(each));
    if (index !== undefined) rest = moveUp(rest, index, Math.max(gap, 1));
    try {
      return { view: parseReportUrl(encodeQueryString(rest), principal), leftOut, gapClosed };
    } catch (next) {
      if (!(next instanceof ApiError)) throw next;
      problem = next.details.parameter ?? '';
    }
  }
  return null;
}

/** The same search at the viewer's own level; what else stands there need not be understood. */
export function withoutLevel(search: string): string {
  const rest = search
    .replace(/^\?/, '')
    .split('&')
    .filter((part) => part !== '' && !new URLSearchParams(part).has('asLevel'));
  return rest.length === 0 ? '' : `?${rest.join('&')}`;
}

function filterIndex(name: string): number | undefined {
  const index = FILTER_INDEX.exec(name)?.[1];
  return index === undefined ? undefined : Number(index);
}

/** How many numbers are missing from an index on; 0 when no filter stands behind it. */
function gapAt(parts: readonly Part[], index: number): number {
  const later = parts.map(({ name }) => filterIndex(name) ?? -1).filter((each) => each > index);
  return later.length === 0 ? 0 : Math.min(...later) - index;
}

/** Whether something belongs to the part that a parameter names: a filter is one part. */
function partOf(name: string): (each: Parameter) => boolean {
  const index = filterIndex(name);
  if (index !== undefined) return (each) => filterIndex(each.name) === index;
  // orderByDirection without its field names the field as what is missing.
  const names = name === 'orderByField' ? ['orderByField', 'orderByDirection'] : [name];
  // An error names what is too long in short.
  return (each) => names.includes(shorten(each.name));
}

/** The filters behind an index, numbered lower. */
function moveUp(parts: readonly Part[], index: number, by: number): Part[] {
  const renumber = (name: string) =>
    name.replace(FILTER_INDEX, (whole, at) => (Number(at) > index ? `filters[${Number(at) - by}]` : whole));
  return parts.map((each) => ({ ...each, name: renumber(each.name) }));
}
