import { expect, test } from 'vitest';
import type { Ticket } from '../../contract/columns/columns';
import { openTestBackend } from '../testBackend';
import type { PlainCalendar } from '../workingTime';
import { checkFigures } from './checkFigures';
import { bostonTickets, incidentTickets } from './realTickets';

/** Figures of real tickets in working time, against a count hour by hour. */

const DAY = [[8, 12] as const, [13, 18] as const];
const CALENDAR: PlainCalendar = {
  hours: [DAY, DAY, DAY, DAY, DAY, [[9, 12]], []],
  holidays: ['2016-03-25', '2015-10-12'],
};
const SETTINGS = {
  REPORTING_WORKING_HOURS: 'Mo-Fr 08:00-12:00,13:00-18:00; Sa 09:00-12:00',
  REPORTING_HOLIDAYS: CALENDAR.holidays.join(', '),
};

test.each<[string, () => Ticket[], Omit<Parameters<typeof checkFigures>[2], 'calendar'>]>([
  [
    'boston-311',
    bostonTickets,
    { from: '2015-10-01', to: '2015-10-31', asOf: '2015-11-10 00:00:00', groupBy: 'subTopic' },
  ],
  [
    'it-incidents',
    incidentTickets,
    { from: '2016-04-01', to: '2016-04-30', asOf: '2016-05-05 00:00:00', groupBy: 'topic' },
  ],
])(
  '%s',
  async (_, read, asked) => {
    const server = await openTestBackend(SETTINGS);
    try {
      const tickets = read();
      await server.insert(tickets);
      const report = await checkFigures(server, tickets, { ...asked, calendar: CALENDAR });
      expect(report.clock).toBe('working');
      expect(report.timeToClose.kaplanMeier.percentiles.p50).not.toBeNull();
    } finally {
      await server.close();
    }
  },
  300_000,
);
