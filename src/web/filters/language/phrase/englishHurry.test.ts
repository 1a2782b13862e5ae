import { expect, test } from 'vitest';
import { sayingsInGermanPage } from '../../../../testing/germanPage';
import { phraseTable, said, sayings } from '../../../../testing/phraseScope';

/** Limits on both sides, what is left out, what is shortened, and the day that a service team means. */
const PHRASES = phraseTable(`
Nov. => Created from 1 Nov 2026 to 30 Nov 2026
in Nov. => Created from 1 Nov 2026 to 30 Nov 2026
Oct. and Nov. => Created from 1 Oct 2026 to 30 Nov 2026
Oct/Nov => Created from 1 Oct 2026 to 30 Nov 2026
Q3 26 => Created from 1 Jul 2026 to 30 Sep 2026
start of the week => Created from 23 Nov 2026 to 24 Nov 2026
end of last week => Created from 20 Nov 2026 to 22 Nov 2026
last working day => Created on 20 Nov 2026
within the last week => Created in the last 1 week
closed within the last month => Closed in the last 1 month
closed a week ago => Closed last week | Closed on 16 Nov 2026
due in 3 days => Due in the next 3 days | Due 3 days from now
in the mornings => Hour created between 6 and 11 | Hour created less than 12
today before 9 => Created today; Hour created less than 9
about 2 weeks old => Created before 2 weeks ago
3 days open => Closed is empty; Created before 3 days ago
open 3 days => Closed is empty; Created before 3 days ago
open no longer than 2 days => Closed is empty; Created after 2 days ago
at most 2 days old => Created after 2 days ago
more than a week, less than a month old => Created before 1 week ago; Created after 1 month ago
between 3 and 5 days old => Created before 3 days ago; Created after 5 days ago
less than 1 h late => Closed after deadline between 0 s and 1 h | Service level is overdue, not closed; Due after 1 hour ago
late by less than 1 hour => Closed after deadline between 0 s and 1 h | Service level is overdue, not closed; Due after 1 hour ago
older than 1 h => Created before 1 hour ago
at most 2 days overdue => Service level is overdue, not closed; Due after 2 days ago
closed at most 2 h after the deadline => Closed after deadline between 0 s and 2 h
closed more than 2 h after deadline => Closed after deadline more than 2 h
closed at least 1 day before the deadline => Closed after deadline at most −1 d
closed less than a day late => Closed after deadline between 0 s and 1 d
closed more than a day late => Closed after deadline more than 1 d
never closed => Closed is empty
late, but closed => Service level is closed late
more than 5 incoming messages and no outgoing => Incoming messages more than 5; Outgoing messages are 0
more than 3 replies and no incoming => Outgoing messages more than 3; Incoming messages are 0
at most one outgoing => Outgoing messages at most 1
no outgoing emails => Direction is not out; Channel is email
more than 3 but less than 8 messages => Incoming messages between 4 and 7 | Outgoing messages between 4 and 7 | Internal messages between 4 and 7
never answered => Outgoing messages are 0
no customer message for 5 days => Last customer message before 5 days ago | Time since last customer message more than 5 d
customer has not replied for a week => Last customer message before 1 week ago | Time since last customer message more than 7 d
contract is missing => Contract is empty
no longer open => Status is not open | Closed is not empty
everything except resolved => Closed is empty | Status is neither closed nor resolved
unresolved => Closed is empty | Status is neither closed nor resolved
neither open nor waiting => Status is none of open, pending, waiting on customer or waiting on third party
not in October => Created not last month
not before October => Created on or after 1 Oct 2026
except today => Created not today
urgent except last week => Priority is urgent; Created not last week
assigned to mueller@example.com => Agent is mueller@example.com
`);

const inGermanPage = await sayingsInGermanPage();

// The moment is Monday, 23 November 2026.
test.each(PHRASES)('%s', (text, words) => {
  expect(sayings(text, words)).toBe(words);
  expect(inGermanPage(text, words), 'in a German page').toBe(words);
});

test.each([
  ['agent on holiday', 'not understood'],
  ['more than 5 incoming calls', 'not understood from: more than 5'],
  ['contract cancelled', 'not understood'],
])('%s', (text, words) => {
  expect(said(text)).toBe(words);
});
