import { expect, test } from 'vitest';
import { phraseTable, said, sayings } from '../../../../testing/phraseScope';

/** What has lasted since a day, and what two conditions cannot ask together; each was read wrongly. */
const PHRASES = phraseTable(`
seit Freitag unbeantwortet => Outgoing messages are 0; Created on or after 20 Nov 2026 | Outgoing messages are 0; Created on or before 20 Nov 2026
ohne Antwort seit gestern => Outgoing messages are 0; Created on or after yesterday | Outgoing messages are 0; Created on or before yesterday
seit letzter Woche keine Antwort => Outgoing messages are 0; Created in or after last week | Outgoing messages are 0; Created in or before last week
unanswered since Friday => Outgoing messages are 0; Created on or after 20 Nov 2026 | Outgoing messages are 0; Created on or before 20 Nov 2026
no reply since yesterday => Outgoing messages are 0; Created on or after yesterday | Outgoing messages are 0; Created on or before yesterday
seit gestern überfällig => Service level is overdue, not closed; Due on or after yesterday | Service level is overdue, not closed; Due on or before yesterday
überfällig seit dem 15.11. => Service level is overdue, not closed; Due on or after 15 Nov 2026 | Service level is overdue, not closed; Due on or before 15 Nov 2026
Frist seit gestern abgelaufen => Service level is overdue, not closed; Due on or after yesterday | Service level is overdue, not closed; Due on or before yesterday
overdue since yesterday => Service level is overdue, not closed; Due on or after yesterday | Service level is overdue, not closed; Due on or before yesterday
seit Freitag offen => Status is open; Created on or after 20 Nov 2026 | Closed is empty; Created on or before 20 Nov 2026
open since Friday => Status is open; Created on or after 20 Nov 2026 | Closed is empty; Created on or before 20 Nov 2026
seit vorgestern unbearbeitet => Agent is empty; Created on or after the day before yesterday | Agent is empty; Created on or before the day before yesterday
seit gestern keine Änderung => Modified before yesterday
keine Kundennachricht seit letzter Woche => Last customer message before last week
no customer message since last week => Last customer message before last week
wartet auf Kunden seit letzter Woche => Status is waiting on customer; Modified in or before last week
waiting on customer since last week => Status is waiting on customer; Modified in or before last week
wartet nicht auf Kunde => Status is not waiting on customer
nicht über 2 Tage offen => Closed is empty; Created after 2 days ago
nicht über 5 Nachrichten => Incoming messages at most 5 | Outgoing messages at most 5 | Internal messages at most 5
not over 5 messages => Incoming messages at most 5 | Outgoing messages at most 5 | Internal messages at most 5
dringende, aber keine von heute => Priority is urgent; Created not today
Telefon ohne von heute => Channel is phone; Created not today
keine Rückmeldung vom Kunden => Status is waiting on customer | Incoming messages are 0
keine ausgehenden, mindestens 3 eingehende => Outgoing messages are 0; Incoming messages at least 3
was habe ich gestern geschlossen => Agent is anna@example.com; Closed yesterday
tickets I closed yesterday => Agent is anna@example.com; Closed yesterday
ich brauche alle offenen => Status is open | Closed is empty
i need open tickets => Status is open | Closed is empty
heute in 2 Wochen fällig => Due on the day of 2 weeks from now
mir heute zugewiesen => Agent is anna@example.com; Created today | Agent is anna@example.com; Modified today
keine Verspätung => Service level is met
ohne Verspätung geschlossen => Service level is met
genau vor einer Woche erstellt => Created 7 days ago
exactly a week ago => Created 7 days ago
heute in einer Woche fällig => Due 7 days from now
due a week from today => Due 7 days from now
kommendes Wochenende fällig => Due from 28 Nov 2026 to 29 Nov 2026
due on the coming weekend => Due from 28 Nov 2026 to 29 Nov 2026
nächstes Wochenende fällig => Due from 5 Dec 2026 to 6 Dec 2026
keine ausgehende aber mehr als 2 eingehende => Outgoing messages are 0; Incoming messages more than 2
no outgoing but more than 2 incoming => Outgoing messages are 0; Incoming messages more than 2
closed by anna last week => Status is closed; Agent is anna@example.com; Closed last week
geschlossen von anna letzte Woche => Status is closed; Agent is anna@example.com; Closed last week
`);

test.each(PHRASES)('%s', (text, words) => {
  expect(sayings(text, words)).toBe(words);
});

test.each([
  ...['letzte Woche erstellt, diese Woche noch offen'],
  ...['opened last week, still open this week', 'dringende per Mail und hohe per Telefon', 'P1 offen P2 geschlossen'],
  'urgent ones by email and high ones by phone',
])('%s is no one report', (text) => {
  expect(said(text)).toMatch(/^not understood/);
});
