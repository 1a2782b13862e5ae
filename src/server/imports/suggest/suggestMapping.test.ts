import { expect, test } from 'vitest';
import { COLUMN_IDS, columnOf, isStoredColumn, STORED_COLUMN_IDS } from '../../../contract/columns/columns';
import { sheetHeader } from '../../../contract/columns/fileHeaders';
import { SERVER_TEXTS } from '../../../contract/languages/serverTexts';
import { spokenIn } from '../../../contract/texts/texts';
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

test('a subject is no column, in either language', () => {
  expect(suggestMapping(['Betreff', 'Subject', 'Titel', 'Summary'], STORED_COLUMN_IDS)).toEqual({});
});

test('a column that the file has by its own name keeps it', () => {
  expect(suggestMapping(['id', 'ID', 'createdAt', 'Closed At'], STORED_COLUMN_IDS)).toEqual({ closedAt: 'Closed At' });
});

test('a value within an object of JSON, and never the object', () => {
  const names = ['id', 'created_at', 'via', 'via.channel', 'requester', 'requester.name'];
  expect(suggestMapping(names, STORED_COLUMN_IDS)).toEqual({ createdAt: 'created_at', channel: 'via.channel' });
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

test('the hidden column of a workbook of Dynamics tells when a ticket was changed, unless another one does', () => {
  const names = ['(Do Not Modify) Case', '(Do Not Modify) Modified On', 'Case Number', 'Case Title', 'Created On'];
  expect(suggestMapping(names, ['modifiedAt'])).toEqual({ modifiedAt: '(Do Not Modify) Modified On' });
  expect(suggestMapping([...names, 'Modified On'], ['modifiedAt'])).toEqual({ modifiedAt: 'Modified On' });
});

test('a name goes to one column, and a closing time before a solution, which counts where it is empty', () => {
  expect(suggestMapping(['Resolved', 'Closed', 'Created'], STORED_COLUMN_IDS)).toEqual({
    closedAt: 'Closed | Resolved',
    createdAt: 'Created',
  });
});

test.for([
  ['SUP;#;Erstellt am', 'id', '#'],
  ['Vorgangsschlüssel;Erstellt', 'id', 'Vorgangsschlüssel'],
  ['Anfragenummer;Erstellt', 'id', 'Anfragenummer'],
  ['Nr;Agent/Besitzer;Verantwortlicher', 'email', 'Agent/Besitzer'],
  ['INC-Nr.;Kanal', 'id', 'INC-Nr.'],
  ['Vorgang;Kanal', 'id', 'Vorgang'],
  ['Meldungsnummer;Kanal', 'id', 'Meldungsnummer'],
  ['Nr.;Ticketnummer;Erstellt', 'id', 'Ticketnummer'],
  ['Number;Ticket Number;Created', 'id', 'Ticket Number'],
  ['Nr.;Vorgangsnummer;Erstellt', 'id', 'Vorgangsnummer'],
  ['Ticket;Nr.;Erstellt', 'id', 'Nr.'],
  ['Ticket-ID;Quelle;Erstellungszeit;Lösungszeit;Schließungszeit', 'closedAt', 'Schließungszeit | Lösungszeit'],
  ['Ticket-ID;Quelle;Erstellungszeit;Lösungszeit;Schließungszeit', 'secondsToClose', undefined],
  ['Ticket ID;Ticket name;Pipeline;Ticket status;Time to close', 'secondsToClose', undefined],
  ['Vorgangsschlüssel;Vorgangs-ID;Vorgangstyp;Autor', 'customerId', 'Autor'],
  ['Anfragenummer;Erstellt am;Ursprung;Betreff', 'topic', 'Betreff'],
  ['Nr;Lösen bis', 'dueBy', 'Lösen bis'],
  ['Nr;Erstellt am;Geschlossen;Geschlossen am', 'closedAt', 'Geschlossen am'],
  ['Ticket ID;Created;Closed;Closed at;Due;Due date', 'dueBy', 'Due date'],
  ['Nr;Eskalation am', 'dueBy', 'Eskalation am'],
  ['Nr;Eskaliert am', 'dueBy', undefined],
  ['Nr;Eingang am', 'createdAt', 'Eingang am'],
  ['Nr;Anfragedatum', 'createdAt', 'Anfragedatum'],
  ['Nr;Erstellungsdatum', 'createdAt', 'Erstellungsdatum'],
  ['Nr;Lösung bis', 'dueBy', 'Lösung bis'],
  ['Nr;Ein-/Ausgang', 'direction', 'Ein-/Ausgang'],
  ['Nr;Sachbearbeiter', 'email', 'Sachbearbeiter'],
  ['Nr;Lösungsdauer (Std.)', 'secondsToClose', 'Lösungsdauer (Std.)'],
  ['Ticket#;Alter;Queue;Bearbeiter/Besitzer;Verantwortlicher', 'email', 'Bearbeiter/Besitzer'],
  ['Ticket#;Age;Queue;Responsible;Owner', 'email', 'Owner'],
  ['Ticket#;Alter;Queue;Lösungszeit;Lösungszeit in Minuten', 'secondsToClose', undefined],
  ['Nr;Bearbeitungszeit', 'secondsToClose', undefined],
  ['key;fields.created;fields.status.name', 'createdAt', 'fields.created'],
  ['key;fields.created;fields.status.name', 'status', 'fields.status.name'],
  ['number;opened_at;sys_id;assigned_to;assigned_to.link;assigned_to.value', 'email', 'assigned_to.value'],
  [
    'number;opened_at;sys_id;assigned_to;assigned_to.link;assigned_to.display_value',
    'email',
    'assigned_to.display_value',
  ],
] as const)('of %s, %s is %s', ([header, id, name]) => {
  expect(suggestMapping(header.split(';'), STORED_COLUMN_IDS)[id]).toBe(name);
});

/** As a German would head them by hand. */
const BY_HAND = [
  ...['Nummer', 'Kanal', 'Richtung', 'Status', 'Priorität', 'Vertrag', 'Kunde', 'Kundenlegitimation', 'Thema'],
  ...['Unterthema', 'Schlagworte', 'Eingehende Nachrichten', 'Ausgehende Nachrichten', 'Interne Nachrichten'],
  ...['Manuelle Bearbeitungen', 'Erstellt', 'Geschlossen', 'Geändert', 'Fällig', 'Letzte Nachricht'],
  ...['Letzte Kundennachricht', 'Zeit seit letzter Kundennachricht', 'Zeit bis zum Schließen'],
  ...['Nach Frist geschlossen (Stunden)', 'Bearbeiter', 'Rohdaten'],
];

const LANGUAGES = Object.entries(SERVER_TEXTS).map(([language, texts]) => ({
  language,
  page: spokenIn(texts, () => STORED_COLUMN_IDS.map((id) => columnOf(id).label)),
  workbook: spokenIn(texts, () => STORED_COLUMN_IDS.map((id) => sheetHeader(id, 'labels'))),
  /** No column of an import is one of them. */
  computed: spokenIn(texts, () =>
    COLUMN_IDS.filter((id) => !isStoredColumn(id)).map((id) => sheetHeader(id, 'labels')),
  ),
}));

test.for([
  ...LANGUAGES.flatMap(({ language, page, workbook, computed }) => [
    [`on the page (${language})`, page, computed] as const,
    [`in a workbook (${language})`, workbook, computed] as const,
  ]),
  ['in German, by hand', BY_HAND, LANGUAGES.flatMap(({ computed }) => computed)] as const,
])('every label: %s', ([_, labels, others]) => {
  const expected = Object.fromEntries(STORED_COLUMN_IDS.map((id, at) => [id, labels[at]]));
  expect(suggestMapping(labels, STORED_COLUMN_IDS)).toEqual(expected);
  const computed = others.filter((label) => !labels.includes(label));
  expect(suggestMapping([...computed, ...labels], STORED_COLUMN_IDS)).toEqual(expected);
});
