import { type FilterKey, keyFacts } from '../../../../contract/query/filters';
import { describeOperand } from '../../../../contract/sentences/describeFilter';

/** Everything that a value of a fixed list is called: on screen, in the API, elsewhere. */
export function choiceNames(key: FilterKey, choice: string): readonly string[] {
  const facts = keyFacts(key);
  const synonyms = 'valueSynonyms' in facts ? facts.valueSynonyms?.[choice] : undefined;
  return [describeOperand(key, choice), choice, ...(synonyms ?? [])];
}
