import { expect, test } from 'vitest';
import { sayingsInGermanPage } from '../../../../testing/germanPage';
import { phraseTable, said, sayings } from '../../../../testing/phraseScope';

/** What a help desk says in either language: who waits, times side by side, thousands, one value and not another. */
const PHRASES = phraseTable(`
waiting => Status is pending, waiting on customer or waiting on third party | Status is pending | Status is waiting on customer | Status is waiting on third party
waiting tickets => Status is pending, waiting on customer or waiting on third party
warten => Status is pending, waiting on customer or waiting on third party | Status is pending | Status is waiting on customer | Status is waiting on third party
wartet => Status is pending, waiting on customer or waiting on third party
wartende Tickets => Status is pending, waiting on customer or waiting on third party
wartende, dringende => Status is pending, waiting on customer or waiting on third party; Priority is urgent
open or waiting => Status is open, pending, waiting on customer or waiting on third party
offene oder wartende => Status is open, pending, waiting on customer or waiting on third party
offen oder wartend => Status is open or pending
waiting longer than 2 days => Status is pending, waiting on customer or waiting on third party; Modified before 2 days ago
customers waiting for 2 days => Closed is empty; Last customer message before 2 days ago
Kunde wartet länger als 2 Tage => Closed is empty; Last customer message before 2 days ago | Closed is empty; Time since last customer message more than 2 d
Kunde wartet => Closed is empty; Outgoing messages are 0
customer waiting => Closed is empty; Outgoing messages are 0
Frist morgen fällig => Due tomorrow
yesterday or today => Created from yesterday to today
gestern oder heute => Created from yesterday to today
today or yesterday => Created today or yesterday
gestern oder heute erstellt => Created from yesterday to today
fällig heute oder morgen => Due from today to tomorrow
October or November => Created from 1 Oct 2026 to 30 Nov 2026
Oktober oder November => Created from 1 Oct 2026 to 30 Nov 2026
1.10. oder 5.10. => Created on 1 Oct 2026 or 5 Oct 2026
Monday or Friday => Created on 23 Nov 2026 or 20 Nov 2026
nicht Mail sondern Telefon => Channel is not email; Channel is phone
not email but phone => Channel is not email; Channel is phone
nicht hoch, sondern dringend => Priority is not high; Priority is urgent
urgent but overdue => Priority is urgent; Service level is overdue, not closed
due today or overdue => Closed is empty; Due on or before today
overdue or due tomorrow => Closed is empty; Due on or before tomorrow
heute fällig oder überfällig => Closed is empty; Due on or before today
überfällig oder morgen fällig => Closed is empty; Due on or before tomorrow
last week of October => Created from 25 Oct 2026 to 31 Oct 2026
first week of October => Created from 1 Oct 2026 to 7 Oct 2026
letzte Woche im Oktober => Created from 25 Oct 2026 to 31 Oct 2026
erste Woche im Oktober => Created from 1 Oct 2026 to 7 Oct 2026
2k messages => Incoming messages are 2,000
more than 1.5k messages => Incoming messages more than 1,500
2 Tsd. Nachrichten => Incoming messages are 2,000
mehr als 2 Tsd. Nachrichten => Incoming messages more than 2,000
2 tausend Nachrichten => Incoming messages are 2,000
zwischen 8 und 10 Uhr => Hour created between 8 and 9 | Created on 23 Nov 2026, 08:00 to 09:59
gestern von 9:30 bis 11:59 => Created on 22 Nov 2026, 09:30 to 11:59
heute Morgen => Created on 23 Nov 2026, 06:00 to 11:59
`);

const inGermanPage = await sayingsInGermanPage();

// The moment is Monday, 23 November 2026.
test.each(PHRASES)('%s', (text, words) => {
  expect(sayings(text, words)).toBe(words);
  expect(inGermanPage(text, words), 'in a German page').toBe(words);
});

test.each([
  ['urgent or overdue', 'or overdue'],
  ['dringend oder überfällig', 'oder überfällig'],
  ['dringend oder heute fällig', 'oder heute fällig'],
  ['dringend an Feiertagen', 'an Feiertagen'],
])('%j is no filter', (text, words) => {
  expect(said(text)).toBe(`not understood from: ${words}`);
});
