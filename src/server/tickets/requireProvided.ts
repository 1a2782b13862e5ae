import { type ColumnId, isColumnId, isProvided, isWorkingTime, type Provided } from '../../contract/columns/columns';
import { badParameter } from '../../contract/errors';
import type { TicketQuery } from '../../contract/query/ticketQuery';

/**
 * For what an instance may lack: working hours, and where a ticket's subject stands.
 * @param parameters the endpoint's own.
 * @throws ApiError 400 that names the part that asks for it.
 */
export function requireProvided(
  provided: Provided,
  { filters, order = [], columns = [] }: Pick<TicketQuery, 'filters' | 'order' | 'columns'>,
  parameters: Readonly<Record<string, unknown>>,
): void {
  const named: [parameter: string, name: unknown][] = [
    ...filters.map(({ key }, index): [string, unknown] => [`filters[${index}][key]`, key]),
    ...order.map(({ field }): [string, unknown] => ['orderByField', field]),
    ...columns.map((id): [string, unknown] => ['columns', id]),
    ...Object.entries(parameters),
  ];
  for (const [parameter, name] of named) {
    const id = typeof name === 'string' && isColumnId(name) ? name : undefined;
    if (id !== undefined && !isProvided(id, provided)) throw notSet(parameter, id);
    if (parameter === 'clock' && name === 'working' && !provided.workingTime) throw noHours(parameter);
  }
}

function notSet(parameter: string, id: ColumnId) {
  if (isWorkingTime(id)) return noHours(parameter);
  return badParameter(parameter, 'This server does not know where a subject stands (SUBJECT_PATH)', 'another column');
}

function noHours(parameter: string) {
  return badParameter(parameter, 'This server has no working hours (REPORTING_WORKING_HOURS)', 'calendar time');
}
