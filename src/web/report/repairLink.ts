import { ApiError } from '../../contract/errors';
import { decodeQueryString, encodeQueryString, type Parameter } from '../../contract/queryString';
import { parseReportUrl, type ReportView } from '../../contract/reportUrl';
import type { Viewer } from '../../contract/ticketQuery';

const FILTER_INDEX = /^filters\[(\d+)\]/;

/** More parts than a person would mend one by one are not worth guessing at. */
const MAX_REPAIRS = 60;

/**
 * The view that a link gives once the parts that are not understood are left out; a filter always leaves as
 * a whole. Null when nothing sensible is left.
 */
export function withoutParameter(search: string, error: ApiError, viewer: Viewer): ReportView | null {
  let problem: ApiError = error;
  let rest: Parameter[];
  try {
    rest = decodeQueryString(search);
  } catch {
    return null;
  }
  for (let repairs = 0; repairs < MAX_REPAIRS; repairs += 1) {
    const shorter = leaveOut(rest, problem.details.parameter ?? '');
    if (shorter.length === rest.length) return null;
    rest = shorter;
    try {
      return parseReportUrl(encodeQueryString(rest), viewer);
    } catch (next) {
      if (!(next instanceof ApiError)) throw next;
      problem = next;
    }
  }
  return null;
}

/** Leaves out a parameter, or the whole filter that it belongs to, and closes the gap in the indexes. */
function leaveOut(parameters: readonly Parameter[], name: string): Parameter[] {
  const index = FILTER_INDEX.exec(name)?.[1];
  if (index === undefined) {
    // orderByDirection without its field names the field as what is missing.
    const names = name === 'orderByField' ? ['orderByField', 'orderByDirection'] : [name];
    return parameters.filter((each) => !names.includes(each.name));
  }
  const removed = Number(index);
  return parameters
    .filter((each) => FILTER_INDEX.exec(each.name)?.[1] !== index)
    .map((each) => ({
      ...each,
      name: each.name.replace(FILTER_INDEX, (whole, at) =>
        Number(at) > removed ? `filters[${Number(at) - 1}]` : whole,
      ),
    }));
}
