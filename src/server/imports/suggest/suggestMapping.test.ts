import { expect, test } from 'vitest';
import { columnOf, STORED_COLUMN_IDS } from '../../../contract/columns/columns';
import { suggestMapping } from './suggestMapping';

test('names that differ in case, spaces, underscores and hyphens only, or say what is clear', () => {
  expect(
    suggestMapping(['Ticket ID', 'Created At', 'sub_topic', 'DUE-BY', 'Mood', 'Ticket', ''], STORED_COLUMN_IDS),
  ).toEqual({
    id: 'Ticket ID',
    createdAt: 'Created At',
    subTopic: 'sub_topic',
    dueBy: 'DUE-BY',
  });
});

test('a column that the file has by its own name keeps it', () => {
  expect(suggestMapping(['id', 'ID', 'createdAt', 'Closed At'], STORED_COLUMN_IDS)).toEqual({ closedAt: 'Closed At' });
});

test('nothing for a column that the viewer may not see', () => {
  expect(suggestMapping(['Raw Data'], ['id', 'createdAt'])).toEqual({});
});

test.for([
  ['Ticket No;Opened;Closed;Deadline;Category;Prio', 'id createdAt closedAt dueBy topic priority'],
  ['Ticketnummer;Erstellt am;Geschlossen am;Fällig bis;Kanal;Bearbeiter', 'id createdAt closedAt dueBy channel email'],
  ['Issue key;Created;Resolved;Due date;Status;Labels', 'id createdAt closedAt dueBy status allTags'],
  ['number;opened_at;closed_at;sla_due;contact_type;assigned_to', 'id createdAt closedAt dueBy channel email'],
  [
    'Time to close;Closed after deadline;Last customer message',
    'secondsToClose secondsClosedAfterSLA lastCustomerMessageAt',
  ],
] as const)('names of other helpdesks, and our labels: %s', ([header, columns]) => {
  const names = header.split(';');
  const expected = Object.fromEntries(columns.split(' ').map((id, at) => [id, names[at]]));
  expect(suggestMapping(names, STORED_COLUMN_IDS)).toEqual(expected);
});

test('a name goes to one column, and a closing time before a solution', () => {
  expect(suggestMapping(['Resolved', 'Closed', 'Created'], STORED_COLUMN_IDS)).toEqual({
    closedAt: 'Closed',
    createdAt: 'Created',
  });
});

test('every label of our own page', () => {
  const labels = STORED_COLUMN_IDS.map((id) => columnOf(id).label);
  const expected = Object.fromEntries(STORED_COLUMN_IDS.map((id, at) => [id, labels[at]]));
  expect(suggestMapping(labels, STORED_COLUMN_IDS)).toEqual(expected);
});
