import { expect, test } from 'vitest';
import { phraseTable, said, sayings } from '../../../../testing/phraseScope';

/** What a team lead says about days, deadlines and waiting; each was read wrongly, or not at all. */
const PHRASES = phraseTable(`
heute bis 12 Uhr fällig => Due on 23 Nov 2026, 00:00 to 11:59
von heute bis Freitag fällig => Due from 23 Nov 2026 to 27 Nov 2026
zwischen heute und 15.12. fällig => Due from 23 Nov 2026 to 15 Dec 2026
1. November bis heute => Created from 1 Nov 2026 to today
gestern bis 12 Uhr erstellt => Created on 22 Nov 2026, 00:00 to 11:59
gestern 16 Uhr bis heute 9 Uhr eingegangen => Created from 22 Nov 2026, 16:00 to 23 Nov 2026, 09:00:00
ab heute bis Monatsende fällig => Due on or after today; Due in or before this month
seit gestern Mittag => Created at or after 22 Nov 2026, 12:00
bis heute Mittag fällig => Due at or before 23 Nov 2026, 12:00:00
gestern Mittag erstellt => Created on 22 Nov 2026, 11:00 to 13:59
innerhalb der nächsten Stunde fällig => Due in the next 1 hour
in der nächsten Stunde fällig => Due in the next 1 hour
in der folgenden Stunde fällig => Due the following hour
in der vorigen Stunde erstellt => Created the previous hour
innerhalb der nächsten Woche fällig => Due in the next 1 week
nächste Woche fällig => Due next week
innerhalb des nächsten Monats fällig => Due in the next 1 month
due within the next hour => Due in the next 1 hour
due within the next week => Due in the next 1 week
genau vor 3 Tagen => Created 3 days ago
genau vor 2 Stunden erstellt => Created in the hour 2 hours ago
exactly 3 days ago => Created 3 days ago
letztes Jahr Dezember => Created from 1 Dec 2025 to 31 Dec 2025
übers Wochenende reingekommen => Created from 21 Nov 2026 to 22 Nov 2026
heute vor 10 Uhr erstellt => Created today; Hour created less than 10
außerhalb der Frist geschlossen => Service level is closed late
außerhalb der Frist gelöst => Service level is closed late
closed outside the sla => Service level is closed late
außerhalb der Frist => Service level is closed late or “overdue, not closed”
morgen überfällig => Service level is pending; Due tomorrow
überfällig nächste Woche => Service level is pending; Due next week
overdue tomorrow => Service level is pending; Due tomorrow
nicht gelöst und nicht geschlossen => Status is neither closed nor resolved | Closed is empty
noch nicht gelöst und noch nicht geschlossen => Status is neither closed nor resolved | Closed is empty
not resolved and not closed => Status is neither closed nor resolved | Closed is empty
wartet auf Kunde seit mehr als 5 Tagen => Status is waiting on customer; Modified before 5 days ago
seit einer Woche keine Kundennachricht => Last customer message before 1 week ago
Frist läuft in weniger als 4 Stunden ab => Due in the next 4 hours
welche Tickets laufen heute ab => Due today
nicht geändert seit 1. November => Modified before 1 Nov 2026
ohne Antwort an den Kunden => Outgoing messages are 0
mindestens 3 Mails vom Kunden => Incoming messages at least 3
geparkt => Status is pending
`);

test.each(PHRASES)('%s', (text, words) => {
  expect(sayings(text, words)).toBe(words);
});

test.each([
  ...['in den letzten Tagen eingegangen', 'in den letzten Wochen', 'in den nächsten Tagen fällig'],
  ...['in den nächsten Stunden fällig', 'innerhalb der letzten Tage', 'in the last weeks', 'created in the last days'],
  ...['Prio > 2', 'Prio < 3', 'priority > low'],
])('%s does not say what is asked', (text) => {
  expect(said(text)).toMatch(/^not understood/);
});

test('hours of creation leave nothing else that their day may be of', () => {
  expect(sayings('heute vor 10 Uhr erstellt', ' | ')).toBe('Created today; Hour created less than 10');
});
