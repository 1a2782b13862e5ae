import type { StoredColumnId } from '../../../../contract/columns/columns';

/** Words that stand for no value in what helpdesks export. */

const NOTHING = ['-', '--', '–', 'n/a', 'none', 'null', 'nil', '(none)', '(empty)', '(leer)'];
/** Where somebody is named. */
const NOBODY = [
  ...NOTHING,
  ...['no agent', 'unassigned', 'not assigned', 'nobody', 'no one', 'no owner'],
  ...['kein agent', 'kein bearbeiter', 'kein besitzer', 'nicht zugewiesen', 'nicht zugeteilt', 'niemand', 'keiner'],
];
const NO_TOPIC = [...NOTHING, 'no group', 'keine gruppe'];
const WORDS: { readonly [Id in StoredColumnId]?: ReadonlySet<string> } = {
  email: new Set(NOBODY),
  topic: new Set(NO_TOPIC),
  subTopic: new Set(NO_TOPIC),
  allTags: new Set(NOTHING),
  customerId: new Set(NOTHING),
  contractId: new Set(NOTHING),
  channel: new Set(NOTHING),
  direction: new Set(NOTHING),
  status: new Set(NOTHING),
  priority: new Set(NOTHING),
};
const LONGEST = Math.max(...NOBODY.map(({ length }) => length));

export function isNoValue(id: StoredColumnId, text: string): boolean {
  return text.length <= LONGEST && WORDS[id]?.has(text.trim().toLowerCase()) === true;
}

const ERROR = /^#(?:DIV\/0!|N\/A|REF!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|WERT!|NV|BEZUG!|ZAHL!|ÜBERLAUF!|Err:\d+)$/i;

/** What a formula of a spreadsheet shows that has no result. */
export function isExcelError(text: string): boolean {
  return text.startsWith('#') && ERROR.test(text);
}
