import { columnOf, isProvided } from '../../../contract/columns/columns';
import type { TICKET_ENDPOINTS } from '../../../contract/endpoints/ticketEndpoints';
import { badParameter } from '../../../contract/errors';
import { SERVER_TEXTS } from '../../../contract/languages/serverTexts';
import { FIGURE_TABLES } from '../../../contract/query/figureFile';
import { choicesOf, comparatorsOf, filterKeys, kindOf, labelOf } from '../../../contract/query/filters';
import { CONTENT_TYPE } from '../../../contract/query/requests';
import { describeHours } from '../../../contract/sentences/describeHours';
import { describeQuery } from '../../../contract/sentences/describeQuery';
import { say, spokenIn } from '../../../contract/texts/texts';
import { auditedQuery } from '../../audit/auditedQuery';
import { figureSheets, figuresCsv, figuresWorkbook } from '../../exports/figures/figureFiles';
import { figureTables } from '../../exports/figures/figureTables';
import { fileName } from '../../exports/files/exportFile';
import { readReport } from '../../tickets/report/report';
import { readPage, selectedColumns, type TicketScope } from '../../tickets/rows';
import { readValues } from '../../tickets/values';
import { noteSeen, recordDownload } from '../call/auditing';
import { type HandlersOf, ok } from '../call/handler';

export const ticketHandlers: HandlersOf<typeof TICKET_ENDPOINTS> = {
  async 'GET /export/reporting_tickets/preview'(call) {
    const { engine, scope, parameters, signal } = call;
    const { data, total } = await readPage(engine, scope, parameters, { signal });
    const columns = selectedColumns(scope).map((key) => ({
      key,
      label: columnOf(key).label,
      type: columnOf(key).kind,
    }));
    noteSeen(call, { what: 'rows', columns: selectedColumns(scope), rows: total });
    return ok({ data, total, columns, availableFilters: availableFilters(scope) });
  },

  async 'GET /report/reporting_tickets'(call) {
    const { engine, scope, parameters, signal } = call;
    const report = await readReport(engine, scope, parameters, { signal });
    noteSeen(call, { what: 'figures', columns: [parameters.groupBy], own: parameters, rows: report.total });
    return ok(report);
  },

  async 'GET /report/reporting_tickets/file'(call) {
    const { engine, scope, parameters, signal, context } = call;
    const { format, table, groupBy, bucket, clock, language } = parameters;
    if (format === 'csv' && table === undefined)
      throw badParameter('table', 'table is missing: csv holds one', FIGURE_TABLES);
    const report = await readReport(engine, scope, { groupBy, bucket, clock }, { signal });
    const { time: asOf, timeZone } = scope.asOf;
    const hours = call.backend.config.workingHours?.words ?? '';
    const { csv, sheets, name } = spokenIn(SERVER_TEXTS[language], () => {
      const tables = figureTables(report, describeHours(hours)).filter(
        ({ name }) => table === undefined || name === table,
      );
      const about = { words: describeQuery(scope.query), asOf, timeZone };
      return { csv: figuresCsv(tables), sheets: figureSheets(tables, about), name: say('figures.file') };
    });
    const content = format === 'csv' ? Buffer.from(csv) : await figuresWorkbook(sheets);
    const audited = auditedQuery(scope.query, [groupBy], { groupBy, bucket, clock, table });
    await recordDownload(call, { audited, format: `figures as ${format}`, rows: report.total });
    context.header('Content-Type', CONTENT_TYPE[format]);
    context.header('Content-Disposition', `attachment; filename="${fileName(asOf, format, table ?? name)}"`);
    context.header('Cache-Control', 'no-store');
    return context.body(Uint8Array.from(content));
  },

  async 'GET /report/reporting_tickets/values'(call) {
    const { engine, scope, parameters, signal } = call;
    const values = await readValues(engine, scope, parameters, { signal });
    const { column } = parameters;
    noteSeen(call, { what: 'values', columns: [column], own: { column } });
    return ok(values);
  },

  'GET /line': ({ engine }) => ok(engine.place()),
};

/** What can be filtered, for a client that builds its own form. */
function availableFilters({ visible, asOf }: TicketScope) {
  const known = visible.filter((id) =>
    isProvided(id, { workingTime: asOf.working !== undefined, subject: asOf.subjectPath !== undefined }),
  );
  return filterKeys(known).map((key) => {
    const values = choicesOf(key);
    const comparators = [...comparatorsOf(key)];
    const choices = values === undefined ? {} : { values: [...values] };
    return { key, label: labelOf(key), type: kindOf(key), comparators, ...choices };
  });
}
