import { expect, test } from 'vitest';
import { sayingsInGermanPage } from '../../../../testing/germanPage';
import { phraseTable, said, sayings } from '../../../../testing/phraseScope';

/** What an English service team writes: hours of a day and column, halves, abbreviations, marks in numbers. */
const PHRASES = phraseTable(`
closed on 12 Oct at 2 pm => Closed on 12 Oct 2026, 14:00 to 14:59
closed 12 Oct 2pm => Closed on 12 Oct 2026, 14:00 to 14:59
created on 12 Oct at 2:30 pm => Created on 12 Oct 2026, 14:30 to 14:30:59
closed on Friday after 4 pm => Closed on 20 Nov 2026, 16:00 to 23:59
closed yesterday after 4 pm => Closed on 22 Nov 2026, 16:00 to 23:59
closed after 4 pm yesterday => Closed on 22 Nov 2026, 16:00 to 23:59
closed before 9am => Closed on 23 Nov 2026, 00:00 to 08:59
closed before noon => Closed on 23 Nov 2026, 00:00 to 11:59
closed yesterday at noon => Closed on 22 Nov 2026, 12:00 to 12:59
closed Friday 2pm => Closed on 20 Nov 2026, 14:00 to 14:59
due tomorrow after 4 pm => Due on 24 Nov 2026, 16:00 to 23:59
due Friday before noon => Due on 27 Nov 2026, 00:00 to 11:59
due by Friday noon => Due at or before 27 Nov 2026, 12:00:00
due by tomorrow 4pm => Due at or before 24 Nov 2026, 16:00:00
Friday after 4 pm => Created on 20 Nov 2026; Hour created at least 16 | Closed on 20 Nov 2026, 16:00 to 23:59 | Due on 20 Nov 2026, 16:00 to 23:59 | Weekday created is Friday; Hour created at least 16
either phone or chat => Channel is phone or chat
channel is either phone or chat => Channel is phone or chat
either urgent or high => Priority is high or urgent
phone and/or chat => Channel is phone or chat
both urgent and high => Priority is high or urgent
more than 1,500 incoming messages => Incoming messages more than 1,500
more than 1 500 incoming messages => Incoming messages more than 1,500
more than 1.500 incoming messages => Incoming messages more than 1,500
more than 1'500 incoming messages => Incoming messages more than 1,500
over fifteen incoming messages => Incoming messages more than 15
resolution time > 4hrs => Time to close more than 4 h
time to close > 2wks => Time to close more than 14 d
time to close over 90 mins => Time to close more than 1 h 30 min
older than 3 mos => Created before 3 months ago
last 3 mths => Created in the last 3 months
last qtr => Created last quarter
created on Monday => Created on 23 Nov 2026 | Weekday created is Monday
created on Mondays => Weekday created is Monday
created on weekdays => Weekday created is Monday to Friday
created on the weekend => Created from 21 Nov 2026 to 22 Nov 2026 | Weekday created is Saturday or Sunday
late => Service level is closed late or “overdue, not closed”
closed too late => Service level is closed late
open > 7 days => Closed is empty; Created before 7 days ago
open for a fortnight => Closed is empty; Created before 2 weeks ago
last fortnight => Created in the last 2 weeks
last thirty days => Created in the last 30 days
fourteen days => Created in the last 14 days | Closed in the last 14 days | Due in the next 14 days
half a day => Created in the last 12 hours | Closed in the last 12 hours | Due in the next 12 hours
longer than one and a half days => Time to close more than 1 d 12 h | Closed is empty; Created before 36 hours ago
longer than an hour and a half => Time to close more than 1 h 30 min | Closed is empty; Created before 90 minutes ago
at most half an hour => Time to close at most 30 min
older than 1 day and 4 hours => Created before 28 hours ago
past 48 hrs => Created in the last 48 hours
previous 2 weeks => Created in the last 2 weeks
faster than 2 hours => Time to close less than 2 h
closed in 2 days or less => Time to close at most 2 d
took more than a week to close => Time to close more than 7 d
H1 2026 => Created from 1 Jan 2026 to 30 Jun 2026
2026 H2 => Created from 1 Jul 2026 to 31 Dec 2026
second half of 2025 => Created from 1 Jul 2025 to 31 Dec 2025
year-to-date => Created from this year to now
so far this month => Created from this month to now
w/c 12 Oct => Created from 12 Oct 2026 to 18 Oct 2026
w/c Monday => Created from 23 Nov 2026 to 29 Nov 2026
week commencing 12 October => Created from 12 Oct 2026 to 18 Oct 2026
week ending 18 Oct => Created from 12 Oct 2026 to 18 Oct 2026
12 Oct => Created on 12 Oct 2026
closed 12 October => Closed on 12 Oct 2026
due 12 Dec => Due on 12 Dec 2026
with tags => Tags are not empty
without tags => Tags are empty
has agent => Agent is not empty
with notes => Internal messages at least 1
phoned => Channel is phone
over the phone => Channel is phone
everyone but anna => Agent is not anna@example.com
assigned to nobody => Agent is empty
awaiting first response => Outgoing messages are 0
not replied to yet => Outgoing messages are 0
no activity since Monday => Modified before 23 Nov 2026
stale for 2 weeks => Modified before 2 weeks ago
SLA at risk => Service level is pending; Due in the next 3 days
breached by more than a day => Closed after deadline more than 1 d | Service level is overdue, not closed; Due before 1 day ago
anything breached last week => Service level is closed late or “overdue, not closed”; Due last week
what's overdue today => Service level is overdue, not closed; Due today
I need the overdue ones => Service level is overdue, not closed
can you show me all urgent tickets from last week please => Priority is urgent; Created last week
urgent tickets from last week => Priority is urgent; Created last week
created from 1 Oct => Created on or after 1 Oct 2026
by EOD => Created on or before today
due by COB => Due on or before today
due over the weekend => Due from 28 Nov 2026 to 29 Nov 2026
due in under 2 hours => Due in the next 2 hours
due within 24h => Due in the next 24 hours
P1s => Priority is urgent
high priority and above => Priority is high or urgent
anything above medium => Priority is high or urgent
non-urgent => Priority is not urgent
zero replies => Outgoing messages are 0
the day before yesterday => Created the day before yesterday
week before last => Created the week before last
tagged => Tags are not empty
resolved between 9 and 11 am on Tuesday => Closed on 17 Nov 2026, 09:00 to 10:59
resolved yesterday after 5pm => Closed on 22 Nov 2026, 17:00 to 23:59
created on 1 Nov before 8:30 => Created on 1 Nov 2026, 00:00 to 08:29:59
created Fri 4-6pm => Created on 20 Nov 2026; Hour created between 16 and 17
closed Fri => Closed on 20 Nov 2026
opened on a Sunday => Weekday created is Sunday
raised on Sundays => Weekday created is Sunday
Tue 9-11am => Created on 17 Nov 2026; Hour created between 9 and 10
open tickets older than 2 weeks without an agent => Status is open; Created before 2 weeks ago; Agent is empty
with an agent => Agent is not empty
not older than 3 days => Created after 3 days ago
not touched since 1 October => Modified before 1 Oct 2026
resolution time 2-4 hours => Time to close between 2 h and 4 h
time to close >= 1 day 12 hours => Time to close at least 1 d 12 h
closed within half an hour => Time to close at most 30 min
closed in an hour and a half => Time to close at most 1 h 30 min
closed after more than 2 days => Time to close more than 2 d
handled in under 10 mins => Time to close less than 10 min
every priority except low => Priority is not low
topic Billing or Complaint but not by phone => Topic is Billing or Complaint; Channel is not phone
up to and including 15 Oct => Created on or before 15 Oct 2026
rolling 12 months => Created in the last 12 months
urgent calls that came in yesterday afternoon => Priority is urgent; Channel is phone; Created on 22 Nov 2026, 12:00 to 17:59
emails received last week and still open => Channel is email; Created last week; Closed is empty
p2 and up => Priority is high or urgent
anna or bernd, last 7 days => Agent is anna@example.com or bernd.mueller@example.com; Created in the last 7 days
15 Oct - today => Created from 15 Oct 2026 to today
calls after 5 pm, due tomorrow => Channel is phone; Hour created at least 17; Due tomorrow
`);

/** Only creation has hours and weekdays of any day: the words that cannot be asked, and never a filter on something else. */
const NOT_ASKED = phraseTable(`
closed last week after 4 pm => after 4 pm
closed on Mondays => on Mondays
urgent, closed at night => at night
calls closed in the evening => in the evening
closed on Mondays after 4 pm => on Mondays after 4 pm
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
