import { type FilterKey, keyFacts } from '../../../../contract/query/filters';

/** Whether every ticket has a value of the key. */
export function isRequired(key: FilterKey): boolean {
  return keyFacts(key).required === true;
}

/** Whether the key's numbers are names: nobody asks for more or less than one. */
export function isIdentifier(key: FilterKey): boolean {
  const facts = keyFacts(key);
  return facts.kind === 'integer' && facts.unit === 'identifier';
}
