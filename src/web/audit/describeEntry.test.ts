import { expect, test } from 'vitest';
import { GERMAN_SERVER_TEXTS } from '../../contract/languages/germanServer';
import type { AuditEntry } from '../../contract/responses/auditResponses';
import { spokenIn } from '../../contract/texts/texts';
import { describeColumns, describeDeed, describeQuery, describeRequest } from './describeEntry';

test.each([
  [
    'filters[0][key]=createdAt&filters[0][comparator]=between&filters[0][from]=now-90d&filters[0][to]=now',
    'Created in the last 90 days',
  ],
  [
    'filters[0][key]=channel&filters[0][comparator]=in&filters[0][values][]=email&filters[0][values][]=walkIn',
    'Channel is email or walk-in',
  ],
  ['filters[0][key]=topic&filters[0][comparator]=%3D&filters[0][count]=1', 'Topic is 1 value'],
  ['filters[0][key]=topic&filters[0][comparator]=in&filters[0][count]=3', 'Topic is one of 3 values'],
  ['filters[0][key]=id&filters[0][comparator]=%3D&filters[0][value]=4711', 'Id is 4711'],
  ['columns=id,createdAt&orderByField=createdAt,id&orderByDirection=desc,asc', 'by Created ↓, Id ↑ · Id, Created'],
  ['groupBy=subTopic&bucket=week', 'by Sub-topic · by week'],
  ['column=email&asOf=2026-11-30%2003:34:00', 'Agent · as of 30 Nov 2026, 03:34'],
  ['search[count]=1&asLevel=none&limit=25', 'Search tickets · limit 25'],
  ['from=2026-11-01&user=anna', 'From 2026-11-01 · User anna'],
  // Of a version that knew other keys.
  ['filters[0][key]=gone&filters[0][comparator]=%3D&filters[0][value]=1', 'gone = 1'],
])('%s reads as "%s"', (query, words) => {
  expect(describeQuery(query)).toBe(words);
});

test.each([
  [['id'], 'columns=id&orderByField=id', ''],
  [['topic'], 'groupBy=topic', ''],
  [['email'], null, 'Agent'],
  [['email'], 'filters[0][key]=email&filters[0][comparator]=isEmpty', 'Agent'],
  [['id', 'topic'], 'columns=id,topic', '2 columns'],
])('columns are said once: %j, %s', (columns, query, words) => {
  expect(describeColumns({ columns, chosenBy: null, query } as AuditEntry)).toBe(words);
});

const ID = '"Numbers: of Monday" (fdf641f7-ef65-4105-9ad0-567addb3a35b)';

test.each<[AuditEntry['kind'], string, string]>([
  ['scheduleSaved', `alert to a@example.com: the schedule ${ID}`, `Warnung an a@example.com: geplanter Bericht ${ID}`],
  [
    'scheduleSaved',
    `file to a@example.com: the schedule ${ID}`,
    `Tickets als Datei an a@example.com: geplanter Bericht ${ID}`,
  ],
  ['scheduleRemoved', `the schedule ${ID}`, `geplanter Bericht ${ID}`],
  [
    'mailed',
    `figures as xlsx to a@example.com, by the schedule ${ID} of b@example.com`,
    `Kennzahlen als xlsx an a@example.com, durch den geplanten Bericht ${ID} von b@example.com`,
  ],
  ['unsubscribed', `the schedule ${ID} of b@example.com`, `geplanter Bericht ${ID} von b@example.com`],
  [
    'unsubscribed',
    'again to all schedules of b@example.com',
    'zurückgenommen: alle geplanten Berichte von b@example.com',
  ],
  [
    'refused',
    `the schedule ${ID}: The view is gone, or no longer shared`,
    `geplanter Bericht ${ID}: Die Ansicht gibt es nicht mehr, oder sie wird nicht mehr geteilt`,
  ],
])('what schedules did reads in German: %s, %s', (kind, detail, german) => {
  const entry = { kind, detail, rows: null, times: 1 } as AuditEntry;
  expect(spokenIn(GERMAN_SERVER_TEXTS, () => describeDeed(entry))).toContain(`: ${german}`);
});

test.each([
  ['GET /profile: Sign in to go on', 'Abgelehnt: Anmeldung erforderlich', 'GET /profile'],
  [
    'POST /export/jobs: This needs the permission "exportData"',
    'Abgelehnt: Dafür ist die Berechtigung „exportData“ nötig',
    'POST /export/jobs',
  ],
  ['GET /report/reporting_tickets', 'Abgelehnt', 'GET /report/reporting_tickets'],
])('why something was refused is said first, and what was asked for is a detail: %s', (detail, deed, request) => {
  const entry = { kind: 'refused', detail, query: null, rows: null, times: 1 } as AuditEntry;
  const said = spokenIn(GERMAN_SERVER_TEXTS, () => ({ deed: describeDeed(entry), request: describeRequest(entry) }));
  expect(said).toEqual({ deed, request });
});
