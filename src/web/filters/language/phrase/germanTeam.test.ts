import { expect, test } from 'vitest';
import { sayingsInGermanPage } from '../../../../testing/germanPage';
import { phraseTable, said, sayings } from '../../../../testing/phraseScope';

/** What a German service team writes: hours of a day and column, halves, abbreviations, marks in numbers. */
const PHRASES = phraseTable(`
Geschlossen am 12.10. um 14 Uhr => Closed on 12 Oct 2026, 14:00 to 14:59
geschlossen am 12.10. um 14:30 Uhr => Closed on 12 Oct 2026, 14:30 to 14:30:59
geschlossen 12. Oktober 14 Uhr => Closed on 12 Oct 2026, 14:00 to 14:59
geschlossen am Freitag nach 16 Uhr => Closed on 20 Nov 2026, 16:00 to 23:59
am Freitag nach 16 Uhr geschlossen => Closed on 20 Nov 2026, 16:00 to 23:59
gestern nach 16 Uhr geschlossen => Closed on 22 Nov 2026, 16:00 to 23:59
gestern abends geschlossen => Closed on 22 Nov 2026, 18:00 to 23:59
fällig morgen nach 16 Uhr => Due on 24 Nov 2026, 16:00 to 23:59
morgen nach 16 Uhr fällig => Due on 24 Nov 2026, 16:00 to 23:59
fällig Freitagmittag => Due on 27 Nov 2026, 11:00 to 13:59
fällig bis morgen 16 Uhr => Due at or before 24 Nov 2026, 16:00:00
geschlossen nach dem 12.10. um 14 Uhr => Closed after 12 Oct 2026, 14:00:00
geschlossen am Montag zwischen 22 und 6 Uhr => Closed from 23 Nov 2026, 22:00 to 24 Nov 2026, 05:59
geändert gestern nach 16 Uhr => Modified on 22 Nov 2026, 16:00 to 23:59
vor 9 Uhr geschlossen => Closed on 23 Nov 2026, 00:00 to 08:59
um 14 Uhr geschlossen => Closed on 23 Nov 2026, 14:00 to 14:59
Freitag nach 16 Uhr => Created on 20 Nov 2026; Hour created at least 16 | Closed on 20 Nov 2026, 16:00 to 23:59 | Due on 20 Nov 2026, 16:00 to 23:59 | Weekday created is Friday; Hour created at least 16
erstellt am 12.10. um 14 Uhr => Created on 12 Oct 2026; Hour created is 14
erstellt am 12.10. um 14:30 Uhr => Created on 12 Oct 2026, 14:30 to 14:30:59
erstellt gestern nach 16 Uhr, geschlossen heute vor 10 Uhr => Created yesterday; Hour created at least 16; Closed on 23 Nov 2026, 00:00 to 09:59
dringend, geschlossen am Freitag nach 16 Uhr, per Telefon => Priority is urgent; Closed on 20 Nov 2026, 16:00 to 23:59; Channel is phone
geschlossene Tickets, nach 18 Uhr erstellt => Status is closed; Hour created at least 18
entweder Telefon oder Chat => Channel is phone or chat
Kanal ist entweder Chat oder Telefon => Channel is phone or chat
sowohl Telefon als auch Chat => Channel is phone or chat
Telefon und/oder Chat => Channel is phone or chat
mehr als 1.500 Nachrichten => Incoming messages more than 1,500 | Outgoing messages more than 1,500 | Internal messages more than 1,500
mindestens 1.000 eingehende Nachrichten => Incoming messages at least 1,000
eingehende Nachrichten > 12.345 => Incoming messages more than 12,345
mehr als zwanzig eingehende Nachrichten => Incoming messages more than 20
Loesungszeit > 2 T => Time to close more than 2 d
Lösungszeit > 3 Std => Time to close more than 3 h
Lösungszeit > 3 Std. => Time to close more than 3 h
Lösungszeit > 3 h => Time to close more than 3 h
Lösungszeit > 3 d => Time to close more than 3 d
Lösungszeit > 2 Wo => Time to close more than 14 d
Lösungszeit > 45 Min. => Time to close more than 45 min
älter als 3 Mon. => Created before 3 months ago
offen seit 14 T => Closed is empty; Created before 14 days ago
am Montag erstellt => Created on 23 Nov 2026 | Weekday created is Monday
am Wochenende erstellt => Created from 21 Nov 2026 to 22 Nov 2026 | Weekday created is Saturday or Sunday
montags erstellt => Weekday created is Monday
montags => Weekday created is Monday
freitags nach 16 Uhr => Weekday created is Friday; Hour created at least 16
spät => Service level is closed late or “overdue, not closed”
zu spät => Service level is closed late or “overdue, not closed”
offen > 7 Tage => Closed is empty; Created before 7 days ago
> 7 Tage offen => Closed is empty; Created before 7 days ago
offen länger als 7 Tage => Closed is empty; Created before 7 days ago
seit über einer Woche offen => Closed is empty; Created before 1 week ago
vierzehn Tage => Created in the last 14 days | Closed in the last 14 days | Due in the next 14 days
zwei Wochen => Created in the last 2 weeks | Closed in the last 2 weeks | Due in the next 2 weeks
letzte vierzehn Tage => Created in the last 14 days
letzte dreißig Tage => Created in the last 30 days
anderthalb Tage => Created in the last 36 hours | Closed in the last 36 hours | Due in the next 36 hours
länger als anderthalb Tage => Time to close more than 1 d 12 h | Closed is empty; Created before 36 hours ago
länger als eineinhalb Stunden => Time to close more than 1 h 30 min
höchstens eine halbe Stunde => Time to close at most 30 min
länger als eine Viertelstunde => Time to close more than 15 min
länger als 1 Tag 4 Std. => Time to close more than 1 d 4 h | Closed is empty; Created before 28 hours ago
älter als 1 Tag und 4 Stunden => Created before 28 hours ago
innerhalb eines Tages geschlossen => Time to close at most 1 d
schneller als 1 Std => Time to close less than 1 h
1. HJ => Created from 1 Jan 2026 to 30 Jun 2026 | Closed from 1 Jan 2026 to 30 Jun 2026 | Due from 1 Jan 2026 to 30 Jun 2026
2. HJ 2025 => Created from 1 Jul 2025 to 31 Dec 2025
HJ1 2026 => Created from 1 Jan 2026 to 30 Jun 2026
1. Halbjahr => Created from 1 Jan 2026 to 30 Jun 2026
zweites Halbjahr 2025 => Created from 1 Jul 2025 to 31 Dec 2025
letztes Halbjahr => Created from 1 Jan 2026 to 30 Jun 2026
Jahr bis heute => Created from this year to now
Monat bis heute => Created from this month to now
Woche vom 12.10. => Created from 12 Oct 2026 to 18 Oct 2026
in der Woche ab 12. Oktober => Created from 12 Oct 2026 to 18 Oct 2026
mit Tags => Tags are not empty
ohne Tags => Tags are empty
mit Bearbeiter => Agent is not empty
mit Antwort => Outgoing messages at least 1
angerufen => Channel is phone
heute angerufen => Created today; Channel is phone
am Schalter => Channel is walk-in
bei Anna => Agent is anna@example.com
alle außer Anna => Agent is not anna@example.com
noch keinem zugeteilt => Agent is empty
unbearbeitet => Agent is empty | Outgoing messages are 0
in Wartestellung => Status is pending | Status is pending, waiting on customer or waiting on third party | Status is waiting on customer | Status is waiting on third party
noch 4 Stunden => Due in the next 4 hours
reißt heute die Frist => Due today
SLA gefährdet => Service level is pending; Due in the next 3 days
seit letzter Woche unverändert => Modified before last week
seit drei Tagen keine Rückmeldung => Outgoing messages are 0; Created before 3 days ago | Time since last customer message more than 3 d
Kunde wartet seit gestern => Closed is empty; Last customer message on or before yesterday
zum Monatsende fällig => Due in or before this month
Ende des Monats fällig => Due from 21 Nov 2026 to 30 Nov 2026
null Antworten => Outgoing messages are 0
vorgestern => Created the day before yesterday | Closed the day before yesterday | Due the day before yesterday
vorletzte Woche => Created the week before last
hohe Priorität oder höher => Priority is high or urgent
Hi, kannst du mir alle dringenden Tickets aus KW 40 zeigen? => Priority is urgent; Created from 28 Sep 2026 to 4 Oct 2026
Status ist nicht „wartet auf Kunden“ => Status is not waiting on customer
Thema enthält „bill“ => Topic contains “bill”
Zeit zur Frist < 4 Std. => Against deadline before 4 h past it
getaggt => Tags are not empty
älter als ein halbes Jahr => Created before 6 months ago
seit einem halben Jahr offen => Closed is empty; Created before 6 months ago
ein und ein halber Tag => Created in the last 36 hours | Closed in the last 36 hours | Due in the next 36 hours
länger als drei Wochen nicht bearbeitet => Modified before 3 weeks ago
letzte Änderung vor über einer Woche => Modified before 1 week ago
letzte Kundennachricht älter als 2 Tage => Last customer message before 2 days ago
nicht älter als 3 Tage => Created after 3 days ago
2-4 Stunden Lösungszeit => Time to close between 2 h and 4 h
nach mehr als 3 Tagen geschlossen => Time to close more than 3 d
ohne einen Bearbeiter => Agent is empty
per Brief eingegangen => Channel is letter
Mails vom Wochenende, noch offen => Channel is email; Created from 21 Nov 2026 to 22 Nov 2026; Closed is empty | Channel is email; Due from 21 Nov 2026 to 22 Nov 2026; Closed is empty
SLA-Verstöße letzten Monat => Service level is closed late or “overdue, not closed”; Due last month
läuft morgen vor 12 Uhr ab => Due on 24 Nov 2026, 00:00 to 11:59
heute ab 15 Uhr fällig => Due on 23 Nov 2026, 15:00 to 23:59
am 1. Oktober vormittags geschlossen => Closed on 1 Oct 2026, 06:00 to 11:59
Lösungszeit > 1,5 T => Time to close more than 1 d 12 h
1.000 oder mehr eingehende Nachrichten => Incoming messages at least 1,000
keine Nachricht vom Kunden => Incoming messages are 0
heute rein => Created today
von KW 41 bis KW 43 geschlossen => Closed from 5 Oct 2026 to 25 Oct 2026
ausschließlich Chat => Channel is chat
Anrufe nach 17 Uhr, fällig morgen => Channel is phone; Hour created at least 17; Due tomorrow
fällig morgen, nach 17 Uhr => Due on 24 Nov 2026, 17:00 to 23:59
nach 18 Uhr, dringend, gestern => Priority is urgent; Created yesterday; Hour created at least 18
`);

/** Only creation has hours and weekdays of any day: the words that cannot be asked, and never a filter on something else. */
const NOT_ASKED = phraseTable(`
letzte Woche nach 16 Uhr geschlossen => nach 16 Uhr geschlossen
geschlossen letzte Woche, nach 18 Uhr => nach 18 Uhr
dringend, abends geschlossen => abends geschlossen
montags geschlossen => montags geschlossen
geschlossen freitags nach 16 Uhr => freitags nach 16 Uhr
`);

const inGermanPage = await sayingsInGermanPage();

// The moment is Monday, 23 November 2026, and the viewer is Anna.
test.each(PHRASES)('%s', (text, words) => {
  expect(sayings(text, words)).toBe(words);
  expect(inGermanPage(text, words), 'in a German page').toBe(words);
});

test.each(NOT_ASKED)('%s', (text, words) => {
  expect(said(text)).toBe(`not understood from: ${words}`);
  expect(inGermanPage(text, words), 'in a German page').toBe('not understood');
});
