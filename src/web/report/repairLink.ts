import { ApiError } from '../../contract/errors';
import { decodeQueryString, encodeQueryString, type Parameter } from '../../contract/queryString';
import { parseReportUrl, type ReportView } from '../../contract/reportUrl';
import type { Viewer } from '../../contract/ticketQuery';

const FILTER_INDEX = /^filters\[(\d+)\]/;

/** More parts than a person would mend one by one are not worth guessing at. */
const MAX_REPAIRS = 60;

/** A view that is left of a link, and which parts had to go. */
export interface RepairedLink {
  view: ReportView;
  /** Names of parameters; `filters[1]` for a whole filter, as the link numbers it. */
  leftOut: readonly string[];
}

interface Part extends Parameter {
  /** The name as the link wrote it: closing gaps renumbers filters. */
  original: string;
}

/**
 * The view that a link gives once the parts that are not understood are left out; a filter always leaves as
 * a whole. Null when nothing sensible is left.
 * @param parameter the first part that is in the way.
 */
export function withoutParameter(search: string, parameter: string, viewer: Viewer): RepairedLink | null {
  let problem = parameter;
  let rest: Part[];
  try {
    rest = decodeQueryString(search).map((each) => ({ ...each, original: each.name }));
  } catch {
    return null;
  }
  const leftOut: string[] = [];
  for (let repairs = 0; repairs < MAX_REPAIRS; repairs += 1) {
    const isLeaving = partOf(problem);
    const leaving = rest.filter(isLeaving);
    if (leaving.length === 0) return null;
    leftOut.push(...new Set(leaving.map(({ original }) => FILTER_INDEX.exec(original)?.[0] ?? original)));
    rest = closeGap(
      rest.filter((each) => !isLeaving(each)),
      filterIndex(problem),
    );
    try {
      return { view: parseReportUrl(encodeQueryString(rest), viewer), leftOut };
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

function filterIndex(name: string): string | undefined {
  return FILTER_INDEX.exec(name)?.[1];
}

/** Whether something belongs to the part that a parameter names: a filter is one part. */
function partOf(name: string): (each: Parameter) => boolean {
  const index = filterIndex(name);
  if (index !== undefined) return (each) => filterIndex(each.name) === index;
  // orderByDirection without its field names the field as what is missing.
  const names = name === 'orderByField' ? ['orderByField', 'orderByDirection'] : [name];
  return (each) => names.includes(each.name);
}

function closeGap(parts: readonly Part[], removed: string | undefined): Part[] {
  if (removed === undefined) return [...parts];
  const renumber = (name: string) =>
    name.replace(FILTER_INDEX, (whole, at) => (Number(at) > Number(removed) ? `filters[${Number(at) - 1}]` : whole));
  return parts.map((each) => ({ ...each, name: renumber(each.name) }));
}
