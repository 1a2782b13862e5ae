import { labelOfValue } from '../../../../contract/columns/columnFacts';
import { documentedFacts, type FilterKey, filterKeys } from '../../../../contract/query/filters';
import { describeOperand } from '../../../../contract/sentences/describeFilter';
import { formsOf, GRAMMARS } from '../grammar/grammars';
import { squash } from './names';

/** What a value of a fixed list is called on screen, and in the API and its documents. */
export function shownNames(key: FilterKey, choice: string): readonly string[] {
  return [describeOperand(key, choice), choice, labelOfValue(documentedFacts(key), choice)];
}

/** Everything that it is called, elsewhere too. */
export function choiceNames(key: FilterKey, choice: string): readonly string[] {
  return [...shownNames(key, choice), ...GRAMMARS.flatMap(({ values }) => formsOf(values[key]?.[choice]))];
}

/** Names of several values at once, squashed: "late" is closed late or overdue. */
const GROUPS = new Map(
  filterKeys().map((key) => [
    key,
    new Map(
      GRAMMARS.flatMap(({ values }) => Object.entries(values[key] ?? {})).flatMap(([choices, names]) =>
        choices.includes(',') ? formsOf(names).map((name) => [squash(name), choices.split(',')] as const) : [],
      ),
    ),
  ]),
);

/** The values that a name stands for; undefined for any other text. */
export function groupNamed(key: FilterKey, squashed: string): readonly string[] | undefined {
  return GROUPS.get(key)?.get(squashed);
}
