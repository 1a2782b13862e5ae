import { expect, test } from 'vitest';
import { sayingsInGermanPage } from '../../../../testing/germanPage';
import { phraseTable, said, sayings } from '../../../../testing/phraseScope';

/** Limits on both sides, what is left out, what is shortened, and the day that a German service team means. */
const PHRASES = phraseTable(`
Nov. => Created from 1 Nov 2026 to 30 Nov 2026
im Nov. => Created from 1 Nov 2026 to 30 Nov 2026
Okt. und Nov. => Created from 1 Oct 2026 to 30 Nov 2026
Okt/Nov => Created from 1 Oct 2026 to 30 Nov 2026
geschlossen im Jan. => Closed from 1 Jan 2026 to 31 Jan 2026
Q3 26 => Created from 1 Jul 2026 to 30 Sep 2026
heuer => Created this year
letzte Oktoberwoche => Created from 25 Oct 2026 to 31 Oct 2026
erste Novemberwoche => Created from 1 Nov 2026 to 7 Nov 2026
Anfang der Woche => Created from 23 Nov 2026 to 24 Nov 2026
Anfang letzter Woche => Created from 16 Nov 2026 to 17 Nov 2026
Mitte letzter Woche => Created from 18 Nov 2026 to 19 Nov 2026
Ende letzter Woche => Created from 20 Nov 2026 to 22 Nov 2026
letzter Werktag => Created on 20 Nov 2026
am letzten Arbeitstag geschlossen => Closed on 20 Nov 2026
innerhalb der letzten Woche => Created in the last 1 week
innerhalb des letzten Monats geschlossen => Closed in the last 1 month
i. d. letzten 7 T. => Created in the last 7 days
vor einer Woche geschlossen => Closed last week | Closed on 16 Nov 2026
in 3 Tagen fällig => Due in the next 3 days | Due 3 days from now
erst gestern => Created yesterday
erst gestern geschlossen => Closed yesterday
heut => Created today
zw. 12 und 13 Uhr => Hour created is 12
zw. 12 und 13 Uhr angelegt => Hour created is 12
heute vor 9 => Created today; Hour created less than 9
morgen bis 12 fällig => Due on 24 Nov 2026, 00:00 to 11:59
heute um 9 => Created today; Hour created is 9
gestern nach 16 => Created yesterday; Hour created at least 16
um halb neun geschlossen => Closed on 23 Nov 2026, 08:30 to 08:30:59
heute vor halb eins geschlossen => Closed on 23 Nov 2026, 00:00 to 12:29:59
nach halb neun => Created after 23 Nov 2026, 08:30:00
vormittags => Hour created between 6 and 11 | Hour created less than 12
wochentags per Telefon => Weekday created is Monday to Friday; Channel is phone
wochenends per Mail => Weekday created is Saturday or Sunday; Channel is email
dreiviertel Stunde => Created in the last 45 minutes | Closed in the last 45 minutes | Due in the next 45 minutes
länger als eine Dreiviertelstunde => Time to close more than 45 min
rund 2 Wochen alt => Created before 2 weeks ago
ca. 2 Wochen alt => Created before 2 weeks ago
anderthalb Tage offen => Closed is empty; Created before 36 hours ago
3 Tage offen => Closed is empty; Created before 3 days ago
nicht länger als 2 Tage offen => Closed is empty; Created after 2 days ago
offen seit höchstens 2 Tagen => Closed is empty; Created after 2 days ago
max. 2 Tage alt => Created after 2 days ago
mehr als eine Woche, weniger als einen Monat alt => Created before 1 week ago; Created after 1 month ago
mehr als 1 Woche und weniger als 1 Monat offen => Closed is empty; Created before 1 week ago; Created after 1 month ago
zwischen 3 und 5 Tagen alt => Created before 3 days ago; Created after 5 days ago
2h-4h => Time to close between 2 h and 4 h
LZ > 1d => Time to close more than 1 d
weniger als 1 h verspätet => Closed after deadline between 0 s and 1 h | Service level is overdue, not closed; Due after 1 hour ago
verspätet um weniger als 1 Std. => Closed after deadline between 0 s and 1 h | Service level is overdue, not closed; Due after 1 hour ago
max. 2 h verspätet geschlossen => Closed after deadline between 0 s and 2 h
älter als 1 h => Created before 1 hour ago
seit 2 Tagen abgelaufen => Service level is overdue, not closed; Due before 2 days ago
offen, 2 h zu spät => Status is open; Service level is overdue, not closed; Due before 2 hours ago
höchstens 2 Tage überfällig => Service level is overdue, not closed; Due after 2 days ago
max. 2 h nach Frist geschlossen => Closed after deadline between 0 s and 2 h
höchstens 30 min nach Frist => Closed after deadline between 0 s and 30 min
Nach Frist geschlossen höchstens 2 Std. => Closed after deadline at most 2 h
Nach Frist geschlossen weniger als 0 Sek. => Closed after deadline less than 0 s
Erstellt frühestens in diesem Jahr => Created in or after this year
Fällig spätestens in diesem Monat => Due in or before this month
mehr als 2 h nach Frist geschlossen => Closed after deadline more than 2 h
2 h nach Frist geschlossen => Closed after deadline more than 2 h
mind. 1 Tag vor Frist => Closed after deadline at most −1 d
mind. 1 Tag vor Frist geschlossen => Closed after deadline at most −1 d
weniger als 2 Stunden vor Frist geschlossen => Closed after deadline between −2 h and 0 s
Frist um mehr als eine Stunde gerissen => Closed after deadline more than 1 h | Service level is overdue, not closed; Due before 1 hour ago
mehr als 2 Tage und weniger als 5 Tage offen => Closed is empty; Created before 2 days ago; Created after 5 days ago
Frist gerissen => Service level is closed late or “overdue, not closed”
Deadline verpasst => Service level is closed late or “overdue, not closed”
verspätet und geschlossen => Service level is closed late
höchstens 3 Tage nach Fristende geschlossen => Closed after deadline between 0 s and 3 d
verspätet, aber geschlossen => Service level is closed late
mehr als 5 eingehende Nachrichten und keine ausgehende => Incoming messages more than 5; Outgoing messages are 0
mehr als 5 eingehende und keine ausgehenden => Incoming messages more than 5; Outgoing messages are 0
mehr als 3 Antworten und keine eingehende => Outgoing messages more than 3; Incoming messages are 0
höchstens eine ausgehende => Outgoing messages at most 1
mindestens fünf eingehende => Incoming messages at least 5
keine ausgehenden Mails => Direction is not out; Channel is email
mehr als 3 aber weniger als 8 Nachrichten => Incoming messages between 4 and 7 | Outgoing messages between 4 and 7 | Internal messages between 4 and 7
mehr als 3, aber weniger als 8 eingehende Nachrichten => Incoming messages between 4 and 7
noch nie geantwortet => Outgoing messages are 0
nicht beantwortet seit 2 Tagen => Outgoing messages are 0; Created before 2 days ago | Time since last customer message more than 2 d
Kunde hat sich seit einer Woche nicht gemeldet => Last customer message before 1 week ago | Time since last customer message more than 7 d
Kunde hat seit 3 Tagen nicht geantwortet => Last customer message before 3 days ago | Time since last customer message more than 3 d
seit 5 Tagen keine Nachricht vom Kunden => Last customer message before 5 days ago | Time since last customer message more than 5 d
Vertragsnr. fehlt => Contract is empty
Thema fehlt => Topic is empty
nicht mehr offen => Status is not open | Closed is not empty
alles außer erledigt => Closed is empty | Status is neither closed nor resolved
ungelöst => Closed is empty | Status is neither closed nor resolved
nicht erledigt => Closed is empty | Status is neither closed nor resolved
weder offen noch wartend => Status is none of open, pending, waiting on customer or waiting on third party | Status is neither open nor pending
nicht mehr wartend => Status is none of pending, waiting on customer or waiting on third party | Status is not pending
nicht wartend => Status is none of pending, waiting on customer or waiting on third party | Status is not pending
bis auf Chat => Channel is not chat
alles bis auf Chat und Mail => Channel is neither email nor chat
mind. Priorität mittel => Priority is medium, high or urgent
auf Kundenrückmeldung => Status is waiting on customer
Rückmeldung vom Kunden ausstehend => Status is waiting on customer
Briefpost => Channel is letter
nicht im Oktober geschlossen => Closed not last month
nicht im Dezember fällig => Due not next month
nicht in KW 46 => Created not the week before last
nicht vor Oktober => Created on or after 1 Oct 2026
nicht vor Oktober erstellt => Created on or after 1 Oct 2026
nicht nach dem 1.10. geschlossen => Closed on or before 1 Oct 2026
außer heute => Created not today
dringend außer letzte Woche => Priority is urgent; Created not last week
zugewiesen an müller@example.com => Agent is müller@example.com
von you@example.com, geschlossen letzte Woche => Agent is you@example.com; Closed last week
Bearbeiter bernd.mueller@example.com => Agent is bernd.mueller@example.com
herrenlose Tickets => Agent is empty
gestern aufgemacht => Created yesterday
`);

/** What no filter says is named. */
const NOT_ASKED = phraseTable(`
Vertrag gekündigt => not understood
Bearbeiter im Urlaub => not understood
nicht im Sommer => not understood
mehr als 5 eingehende Anrufe => not understood from: mehr als 5
nicht wartend und nicht da => not understood from: nicht da
`);

const inGermanPage = await sayingsInGermanPage();

// The moment is Monday, 23 November 2026.
test.each(PHRASES)('%s', (text, words) => {
  expect(sayings(text, words)).toBe(words);
  expect(inGermanPage(text, words), 'in a German page').toBe(words);
});

test.each(NOT_ASKED)('%s', (text, words) => {
  expect(said(text)).toBe(words);
  expect(inGermanPage(text, words), 'in a German page').toBe('not understood');
});
