import { formatDuration, formatShare } from '../../contract/format/format';
import { formatCount } from '../../contract/format/numbers';
import type { ReportResponse } from '../../contract/responses/reportResponse';
import type { AlertFigure } from '../../contract/responses/schedules';
import { answerOf } from '../../contract/sentences/answer/answer';
import { piecesOf } from '../../contract/sentences/answer/pieces';
import { figureName, formatFigure } from '../../contract/sentences/describeSchedule';
import { type BreachBase, breachRate } from '../../contract/sla';
import { say } from '../../contract/texts/texts';

/** The figures of a report as mails tell them; null where there is none. */
export function figureOf(report: ReportResponse, figure: AlertFigure, base: BreachBase): number | null {
  const { total, states, backlog, timeToClose } = report;
  switch (figure) {
    case 'breachRate':
      return breachRate(states, base).rate;
    case 'tickets':
      return total;
    case 'notClosed':
      return backlog.notClosed;
    case 'overdue':
      return states.breachedOpen;
    case 'p50':
    case 'p90':
      return timeToClose.kaplanMeier.percentiles[figure];
  }
}

/** The page's sentence. */
export function sentenceOf(report: ReportResponse, base: BreachBase): string {
  const sentences = answerOf(report, base).map((message) =>
    piecesOf(message)
      .map(({ text }) => text)
      .join(''),
  );
  if (sentences.length > 0) return sentences.join(' ');
  return report.total === 0 ? say('scheduleMail.nothing') : `${figureName('tickets')}: ${formatCount(report.total)}`;
}

/** Each with its n, as on the page's tiles. */
export function mainFigures(report: ReportResponse, base: BreachBase): [string, string][] {
  const rate = breachRate(report.states, base);
  const n = (count: number) => `(n = ${formatCount(count)})`;
  const { closed, open, percentiles } = report.timeToClose.kaplanMeier;
  const time = (seconds: number | null) =>
    seconds === null ? say('scheduleMail.notReached') : formatDuration(seconds);
  return [
    [figureName('tickets'), formatCount(report.total)],
    [figureName('notClosed'), formatCount(report.backlog.notClosed)],
    [figureName('overdue'), formatCount(report.states.breachedOpen)],
    [say(`chart.tile.rate.${base}`), `${formatShare(rate.rate)} ${n(rate.of)}`],
    [figureName('p50'), `${time(percentiles.p50)} ${n(closed + open)}`],
    [figureName('p90'), `${time(percentiles.p90)} ${n(closed + open)}`],
  ];
}

/** What an alert says of its figure. */
export function alertWords(
  { figure, side, value }: { figure: AlertFigure; side: 'over' | 'under'; value: number },
  found: number,
  report: ReportResponse,
): string {
  const words = { figure: figureName(figure), value: formatFigure(figure, found), limit: formatFigure(figure, value) };
  return say(`scheduleMail.alert.${side}`, { ...words, n: formatCount(report.total) });
}
