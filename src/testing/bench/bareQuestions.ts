import { type Sql, sql } from '../../server/engine/engine';
import { TABLE } from '../../server/tickets/schema/ticketTable';
import type { Selection } from './selection';

/** What the benches ask of the bare engine, beside what they ask of the server. */

const STATE =
  "multiIf(closedAt IS NOT NULL AND secondsClosedAfterSLA <= 0, 'met', closedAt IS NOT NULL AND secondsClosedAfterSLA > 0, 'late', closedAt IS NULL AND dueBy < now(), 'overdue', 'pending')";

export const bareValues = ({ where }: Selection): Sql =>
  sql(`SELECT customerId, count() AS n FROM ${TABLE} WHERE ${where} GROUP BY customerId ORDER BY n DESC LIMIT 50`);

/** The tickets of a selection and those of the period before it. */
const both = ({ where, whereBefore }: Selection) =>
  `(SELECT *, 0 AS before FROM ${TABLE} WHERE ${where} UNION ALL SELECT *, 1 AS before FROM ${TABLE} WHERE ${whereBefore})`;

/** The whole curve of Kaplan-Meier, and where it passes four levels. */
function bareSurvival(where: string): Sql {
  const levels = [0.5, 0.9, 0.95, 0.99].map((level) => `minIf(t, 1 - s > ${level})`).join(', ');
  return sql(`SELECT ${levels} FROM (
    SELECT t, exp(sum(log(1 - events / at_risk)) OVER (ORDER BY t)) AS s FROM (
      SELECT t, events, sum(n) OVER (ORDER BY t DESC) AS at_risk FROM (
        SELECT if(closedAt IS NULL, dateDiff('second', createdAt, now()), secondsToClose) AS t, countIf(closedAt IS NOT NULL) AS events, count() AS n
        FROM ${TABLE} WHERE ${where} AND (closedAt IS NULL OR secondsToClose >= 0) GROUP BY t)))`);
}

/** What may tell why the rate moved. */
const REASONS = ['topic', 'subTopic', 'channel', 'priority', 'email', 'toDayOfWeek(createdAt)', 'toHour(createdAt)'];

/** Each tag of a ticket, beside it. */
export const bareTags = (selection: Selection): Sql =>
  sql(
    `SELECT arrayJoin(splitByString(', ', ifNull(allTags, ''))) AS tag, before, ${STATE} AS s, count() FROM ${both(selection)} GROUP BY tag, before, s`,
  );

/** Less than the report, which also has the data checks. */
export function bareCharts(selection: Selection): readonly Sql[] {
  const { where, whereBefore } = selection;
  const tickets = `FROM ${TABLE} WHERE ${where}`;
  return [
    bareSurvival(where),
    bareSurvival(whereBefore),
    ...['topic', ...REASONS].map((value) =>
      sql(`SELECT ${value} AS v, before, ${STATE} AS s, count() FROM ${both(selection)} GROUP BY v, before, s`),
    ),
    ...[
      `SELECT topic, quantilesExact(0.5, 0.9)(secondsToClose) ${tickets} GROUP BY topic`,
      `SELECT quantilesExact(0.5, 0.9)(secondsToClose), ${STATE} AS s, count() FROM ${TABLE} WHERE ${whereBefore} GROUP BY s`,
      `SELECT toMonday(dueBy) AS w, ${STATE} AS s, count() ${tickets} GROUP BY w, s`,
      `SELECT quantilesExact(0.5, 0.9, 0.95, 0.99)(secondsToClose), count() ${tickets} AND secondsToClose >= 0`,
      `SELECT roundDown(secondsToClose, [0, 1, 60, 300, 900, 3600, 7200, 14400, 28800, 86400, 172800, 345600]) AS b, count() ${tickets} AND secondsToClose >= 0 GROUP BY b`,
      `SELECT intDiv(dateDiff('day', createdAt, now()), 7) AS age, count() ${tickets} AND closedAt IS NULL GROUP BY age`,
      `SELECT ${STATE} AS s, count() ${tickets} GROUP BY s`,
    ].map((text) => sql(text)),
  ];
}
