import { type FilterKey, labelOf } from '../../../contract/query/filters';

/** Names of columns and values as people type them: capitals, spaces and hyphens make no difference. */

/** "Sub-topic", "sub topic" and "subTopic" are the same to somebody who types. */
export function squash(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
}

/** Whether the text matches from one of its words on. */
export function startsInside(text: string, wanted: string): boolean {
  const words = text.split(/[^\p{L}\p{N}]+/u);
  return words.some((_, index) => squash(words.slice(index).join('')).startsWith(wanted));
}

/** What people call them who have used another helpdesk. */
const OTHER_NAMES: Partial<Record<FilterKey, readonly string[]>> = {
  slaState: ['sla'],
  email: ['assignee'],
  createdAt: ['opened', 'received'],
  modifiedAt: ['updated', 'changed'],
};

/** Said of a time only: by themselves these are a status. */
const WITH_A_TIME: Partial<Record<FilterKey, readonly string[]>> = { closedAt: ['resolved', 'solved'] };

/** Squashed; the name on screen, and what it is called elsewhere. */
export function spokenNames(key: FilterKey): readonly string[] {
  return [labelOf(key), ...(OTHER_NAMES[key] ?? [])].map(squash);
}

/** Those, the documented one, and those that need a value behind them. */
export function namesOf(key: FilterKey): readonly string[] {
  return [...spokenNames(key), squash(key), ...(WITH_A_TIME[key] ?? [])];
}

/** What follows the first words where these are the name ("topics" is one for `topic`); null where they are not. */
export function afterName(words: readonly string[], name: string): readonly string[] | null {
  const at = words.findIndex((_, index) => isName(words.slice(0, index + 1), name));
  return at === -1 ? null : words.slice(at + 1);
}

/** What stands before the last words where these are the name. */
export function beforeName(words: readonly string[], name: string): readonly string[] | null {
  const at = words.findLastIndex((_, index) => isName(words.slice(index), name));
  return at === -1 ? null : words.slice(0, at);
}

function isName(words: readonly string[], name: string): boolean {
  const said = squash(words.join(''));
  return said === name || said === `${name}s`;
}
