import type { ValuesResponse } from '../../../../contract/responses/ticketResponses';

/** One line of the list of values. */
export interface ValueOption {
  value: string;
  /** Unknown while it loads, or when the value is not among those that were loaded. */
  count?: number;
  isChosen: boolean;
  /** The text itself, as typed. */
  isTyped?: true;
}

/**
 * What is listed under the field: the values that contain what was typed, first the one that it is but for upper and
 * lower case, then those that begin with it; without typed text the chosen ones on top, so that one that no ticket has
 * is seen as well. The typed text comes last.
 */
export function valueOptions(
  answer: Pick<ValuesResponse, 'values' | 'more'> | undefined,
  chosen: readonly string[],
  typed: string,
): ValueOption[] {
  const counts = new Map((answer?.values ?? []).map(({ value, count }) => [String(value), count]));
  const option = (value: string): ValueOption => {
    const count = counts.get(value) ?? (answer?.more === false && typed === '' ? 0 : undefined);
    return { value, isChosen: chosen.includes(value), ...(count === undefined ? {} : { count }) };
  };
  const known = [...new Set([...chosen, ...counts.keys()])];
  const wanted = typed.toLowerCase();
  const rank = (value: string) => {
    const lower = value.toLowerCase();
    return [value === typed, lower === wanted, lower.startsWith(wanted), true].indexOf(true);
  };
  const listed = known
    .filter((value) => value.toLowerCase().includes(wanted))
    .sort((a, b) => rank(a) - rank(b))
    .map(option);
  const isNew = typed !== '' && !known.includes(typed);
  return isNew ? [...listed, { value: typed, isChosen: false, isTyped: true }] : listed;
}

/** Lines of a pasted list, such as a column of a spreadsheet; null when it is a single line. */
export function pastedLines(text: string): string[] | null {
  const lines = text.split(/[\r\n\t]+/).map((line) => line.trim());
  const filled = lines.filter((line) => line !== '');
  return filled.length > 1 ? filled : null;
}
