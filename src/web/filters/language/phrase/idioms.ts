import { AMOUNT } from './parseOperandPhrase';

/** What people say as a whole otherwise than the page does; each is said in the page's words instead. */

const MORE = '(?:more than|longer than|over)';
const LESS = '(?:less than|under)';
const CLOSED = '(?:closed|resolved|solved)';

function saidAs(pattern: string, ...conditions: string[]): readonly [RegExp, readonly string[]] {
  return [new RegExp(`^${pattern}$`, 'i'), conditions];
}

const IDIOMS = [
  saidAs(`older than ${AMOUNT}`, 'created before $1 ago'),
  saidAs(`(?:newer|younger) than ${AMOUNT}`, 'created after $1 ago'),
  saidAs(`(?:open|not closed|unresolved) (?:for )?${MORE} ${AMOUNT}`, 'not closed', 'created before $1 ago'),
  saidAs(`overdue (?:by |for |since )?${MORE} ${AMOUNT}`, 'service level overdue', 'due before $1 ago'),
  saidAs(`(?:closed )?late by ${MORE} ${AMOUNT}`, 'closed after deadline > $1'),
  saidAs(`${CLOSED} within ${AMOUNT}`, 'time to close <= $1'),
  saidAs(`${CLOSED} in ${LESS} ${AMOUNT}`, 'time to close < $1'),
  saidAs(`took ${MORE} ${AMOUNT}`, 'time to close > $1'),
  saidAs(`took ${LESS} ${AMOUNT}`, 'time to close < $1'),
  saidAs('(?:unassigned|not assigned|nobody assigned|no assignee)', 'no agent'),
  saidAs('(?:unresolved|unsolved|unclosed)', 'not closed'),
  saidAs('without (?:a |any )?deadline', 'service level no deadline'),
  saidAs('closed (?:on|in) time', 'service level met'),
  // Those without a deadline were not late, so this is more than "not met".
  saidAs(
    '(?:(?:sla )?breached(?: sla)?|(?:closed )?not (?:closed )?(?:on|in) time|not within sla|sla not met)',
    'service level closed late or overdue',
  ),
];

/** The conditions that a text stands for; null for one that is no idiom. */
export function idiomOf(text: string): readonly string[] | null {
  for (const [pattern, conditions] of IDIOMS) {
    if (pattern.test(text)) return conditions.map((condition) => text.replace(pattern, condition));
  }
  return null;
}
