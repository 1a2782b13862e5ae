import { expect, test } from 'vitest';
import { sayingsInGermanPage } from '../../../../testing/germanPage';
import { phraseTable, sayings } from '../../../../testing/phraseScope';

/** Times with something between them, time until a deadline and past it, and how long something took. */
const PHRASES = phraseTable(`
KW 40 und KW 42 => not understood
KW 40 und 42 => not understood
Oktober und Dezember => not understood
Januar und März => not understood
Q1 und Q3 => not understood
Q2 und Q3 => Created from 1 Apr 2026 to 30 Sep 2026
Okt. und Nov. => Created from 1 Oct 2026 to 30 Nov 2026
zwischen Januar und März => Created from 1 Jan 2026 to 31 Mar 2026
geschlossen zwischen Januar und März => Closed from 1 Jan 2026 to 31 Mar 2026
zwischen KW 40 und KW 42 => Created from 28 Sep 2026 to 18 Oct 2026
geschlossen zwischen 1.10. und 5.10. => Closed from 1 Oct 2026 to 5 Oct 2026
zwischen 8:30 und 9:15 geschlossen => Closed on 23 Nov 2026, 08:30 to 09:14:59
zwischen 1. und 15. Oktober => Created from 1 Oct 2026 to 15 Oct 2026
1.10. und 5.10. => Created on 1 Oct 2026 or 5 Oct 2026
Montag und Mittwoch => Created on 23 Nov 2026 or 18 Nov 2026
montags und mittwochs => Weekday created is Monday or Wednesday
Mondays and Wednesdays => Weekday created is Monday or Wednesday
montags bis mittwochs => Weekday created is Monday to Wednesday
Priorität niedrig und dringend => Priority is low or urgent
KW 40/41 => Created from 28 Sep 2026 to 11 Oct 2026
KW40/KW41 => Created from 28 Sep 2026 to 11 Oct 2026
KW 40, 41 => Created from 28 Sep 2026 to 11 Oct 2026
KW 40 und 41 => Created from 28 Sep 2026 to 11 Oct 2026
KW 40 oder 41 => Created from 28 Sep 2026 to 11 Oct 2026
KW40-KW42 => Created from 28 Sep 2026 to 18 Oct 2026
KW 40-42 geschlossen => Closed from 28 Sep 2026 to 18 Oct 2026
weeks 40/41 => Created from 28 Sep 2026 to 11 Oct 2026
week 40 and 42 => not understood
KW 53 => Created from 28 Dec 2026 to 3 Jan 2027
KW 53 fällig => Due from 28 Dec 2026 to 3 Jan 2027
20 Uhr bis 6 Uhr => Hour created is 20 to 5
von 8 Uhr bis 17 Uhr => Hour created between 8 and 16
8:30 Uhr bis 9:15 Uhr => Created on 23 Nov 2026, 08:30 to 09:14:59
gestern 14 Uhr bis 18 Uhr => Created on 22 Nov 2026, 14:00 to 17:59
15.10. 14 Uhr bis 16.10. 8 Uhr => Created from 15 Oct 2026, 14:00 to 16 Oct 2026, 08:00:00
um 8:30 => Created on 23 Nov 2026, 08:30 to 08:30:59
8:30 bis 9 Uhr => Created on 23 Nov 2026, 08:30 to 08:59
halb neun => Created on 23 Nov 2026, 08:30 to 08:30:59 | Closed on 23 Nov 2026, 08:30 to 08:30:59 | Due on 23 Nov 2026, 08:30 to 08:30:59
Chats um halb neun => Channel is chat; Created on 23 Nov 2026, 08:30 to 08:30:59
gestern halb neun => Created on 22 Nov 2026, 08:30 to 08:30:59
Restzeit unter 2 Stunden => Due in the next 2 hours
Restzeit mehr als 2 Stunden => Due after 2 hours from now
weniger als 4 Stunden bis zur Frist => Due in the next 4 hours
noch weniger als 2 Stunden bis zur Frist => Due in the next 2 hours
mehr als 4 Stunden bis zur Frist => Due after 4 hours from now
less than 4 hours to the deadline => Due in the next 4 hours
less than 2 hours left => Due in the next 2 hours
mehr als 3 Stunden über der Frist => Closed after deadline more than 3 h | Service level is overdue, not closed; Due before 3 hours ago
mehr als 3 Stunden über die Frist => Closed after deadline more than 3 h | Service level is overdue, not closed; Due before 3 hours ago
more than 3 hours past the deadline => Closed after deadline more than 3 h | Service level is overdue, not closed; Due before 3 hours ago
nächster Werktag => Created on 24 Nov 2026
am nächsten Arbeitstag fällig => Due on 24 Nov 2026
due next business day => Due on 24 Nov 2026
alles was länger als zwei Tage gebraucht hat => Time to close more than 2 d
Chats, die länger als 1 Stunde gedauert haben => Channel is chat; Time to close more than 1 h
brauchte mehr als 3 Tage => Time to close more than 3 d
2 1/2 Tage offen => Closed is empty; Created before 60 hours ago
länger als 2 1/2 Tage => Time to close more than 2 d 12 h
von Kunde 4711 => Customer is 4711
offene Tickets von Kunde 12 => Status is open; Customer is 12
zu Vertrag 12345 => Contract is 12345
from customer 4711 => Customer is 4711
Verstöße im Oktober => Service level is closed late or “overdue, not closed”; Due from 1 Oct 2026 to 31 Oct 2026
Verspätungen gestern => Service level is closed late or “overdue, not closed”; Due yesterday
SLA ok => Service level is met
was kam gestern rein => Created yesterday
fertig heute => Closed today
beendet letzte Woche => Closed last week
seit 3 Tagen nicht angefasst => Modified before 3 days ago
nicht angefasst seit 3 Tagen => Modified before 3 days ago
seit einer Woche keine Änderung => Modified before 1 week ago
wir haben noch nicht geantwortet => Outgoing messages are 0
not yet answered => Outgoing messages are 0
vor weniger als 2 Stunden => Created after 2 hours ago
vor mehr als 2 Wochen => Created before 2 weeks ago
Schlagwort enthält vip oder recall => not understood
Thema enthält "vip oder recall" => Topic contains “vip oder recall”
`);

const inGermanPage = await sayingsInGermanPage();

// The moment is Monday, 23 November 2026.
test.each(PHRASES)('%s', (text, words) => {
  expect(sayings(text, words)).toBe(words);
  expect(inGermanPage(text, words), 'in a German page').toBe(words);
});
