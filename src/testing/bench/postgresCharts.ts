import { TABLE } from '../../server/tickets/schema/ticketTable';
import type { Selection } from './selection';

/** What bareQuestions.ts asks of the bare engine, in the SQL of PostgreSQL. */

const STATE =
  "CASE WHEN closedAt IS NOT NULL AND secondsClosedAfterSLA <= 0 THEN 'met' WHEN closedAt IS NOT NULL AND secondsClosedAfterSLA > 0 THEN 'late' WHEN closedAt IS NULL AND dueBy < localtimestamp THEN 'overdue' ELSE 'pending' END";
const VALUES = [
  'topic',
  'subTopic',
  'channel',
  'priority',
  'email',
  'extract(dow FROM createdAt)',
  'extract(hour FROM createdAt)',
];
const BOUNDS = [0, 1, 60, 300, 900, 3600, 7200, 14_400, 28_800, 86_400, 172_800, 345_600];

function survival(where: string): string {
  const levels = [0.5, 0.9, 0.95, 0.99].map((level) => `min(t) FILTER (WHERE 1 - s > ${level})`).join(', ');
  return `SELECT ${levels} FROM (
    SELECT t, exp(sum(CASE WHEN events = at_risk THEN -100 ELSE ln(1 - events / at_risk) END) OVER (ORDER BY t)) AS s FROM (
      SELECT t, events::float8 AS events, (sum(n) OVER (ORDER BY t DESC))::float8 AS at_risk FROM (
        SELECT CASE WHEN closedAt IS NULL THEN extract(epoch FROM localtimestamp - createdAt)::bigint ELSE secondsToClose END AS t,
          count(closedAt) AS events, count(*) AS n
        FROM ${TABLE} WHERE ${where} AND (closedAt IS NULL OR secondsToClose >= 0) GROUP BY 1) AS times) AS risks) AS curve`;
}

export function postgresCharts({ where, whereBefore }: Selection): readonly string[] {
  const tickets = `FROM ${TABLE} WHERE ${where}`;
  const both = `FROM (SELECT *, 0 AS period ${tickets} UNION ALL SELECT *, 1 FROM ${TABLE} WHERE ${whereBefore}) AS t`;
  const percentiles = (shares: string) => `percentile_disc(ARRAY[${shares}]) WITHIN GROUP (ORDER BY secondsToClose)`;
  return [
    survival(where),
    survival(whereBefore),
    ...['topic', ...VALUES].map(
      (value) => `SELECT ${value} AS v, period, ${STATE} AS s, count(*) ${both} GROUP BY 1, 2, 3`,
    ),
    `SELECT topic, ${percentiles('0.5, 0.9')} ${tickets} GROUP BY topic`,
    `SELECT ${STATE} AS s, ${percentiles('0.5, 0.9')}, count(*) FROM ${TABLE} WHERE ${whereBefore} GROUP BY 1`,
    `SELECT date_trunc('week', dueBy) AS w, ${STATE} AS s, count(*) ${tickets} GROUP BY 1, 2`,
    `SELECT ${percentiles('0.5, 0.9, 0.95, 0.99')}, count(*) ${tickets} AND secondsToClose >= 0`,
    `SELECT width_bucket(secondsToClose, ARRAY[${BOUNDS.join(', ')}]::bigint[]) AS b, count(*) ${tickets} AND secondsToClose >= 0 GROUP BY 1`,
    `SELECT floor(extract(epoch FROM localtimestamp - createdAt) / 604800) AS age, count(*) ${tickets} AND closedAt IS NULL GROUP BY 1`,
    `SELECT ${STATE} AS s, count(*) ${tickets} GROUP BY 1`,
  ];
}
