import { isColumnId, isWorkingTime } from '../../contract/columns/columns';
import { badParameter } from '../../contract/errors';
import type { TicketQuery } from '../../contract/query/ticketQuery';

/**
 * For an instance without working hours.
 * @param parameters the endpoint's own.
 * @throws ApiError 400 that names the part that asks for working time.
 */
export function requireNoWorkingTime(
  { filters, order = [], columns = [] }: Pick<TicketQuery, 'filters' | 'order' | 'columns'>,
  parameters: Readonly<Record<string, unknown>>,
): void {
  const filtered = filters.findIndex(({ key }) => isOf(key));
  if (filtered >= 0) throw notSet(`filters[${filtered}][key]`);
  if (order.some(({ field }) => isOf(field))) throw notSet('orderByField');
  if (columns.some(isOf)) throw notSet('columns');
  const named = Object.entries(parameters).find(([name, value]) =>
    name === 'clock' ? value === 'working' : isOf(value),
  );
  if (named !== undefined) throw notSet(named[0]);
}

function isOf(name: unknown): boolean {
  return typeof name === 'string' && isColumnId(name) && isWorkingTime(name);
}

function notSet(parameter: string) {
  return badParameter(parameter, 'This server has no working hours (REPORTING_WORKING_HOURS)', 'calendar time');
}
