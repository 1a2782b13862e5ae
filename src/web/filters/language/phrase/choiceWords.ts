import type { FilterKey } from '../../../../contract/query/filters';
import { operandWords } from '../../../../contract/sentences/describeFilter';

/** Other words for the values of fixed lists. */
const OTHER_WORDS: Partial<Record<FilterKey, Readonly<Record<string, readonly string[]>>>> = {
  channel: { email: ['mail'], phone: ['call', 'telephone'] },
  direction: { in: ['inbound', 'incoming'], out: ['outbound', 'outgoing'] },
  status: { waitingOnCustomer: ['waiting for customer'], waitingOnThirdParty: ['waiting for third party'] },
  slaState: {
    met: ['on time', 'in time', 'within SLA'],
    breachedClosed: ['late', 'after deadline', 'after the deadline', 'missed deadline'],
    breachedOpen: ['overdue', 'past deadline'],
    noSla: ['no SLA'],
  },
};

/** Everything that a value is called: on screen, in the API, elsewhere. */
export function choiceNames(key: FilterKey, choice: string): readonly string[] {
  return [operandWords(key, choice), choice, ...(OTHER_WORDS[key]?.[choice] ?? [])];
}
