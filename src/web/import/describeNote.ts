import { ENUM_COLUMN_IDS } from '../../contract/columns/columnMapping';
import { columnOf, valueLabel } from '../../contract/columns/columns';
import { serverWords } from '../../contract/texts/serverWords';
import { say } from '../../contract/texts/texts';

/** What a word means that stands for no value. */
const NOTHING = '(empty)';
const MEANINGS = /^(words in their usual meaning: )(.+)$/s;

/** What the server notes of a file, with columns and values as the page calls them. */
export function describeNote(note: string): string {
  return `${serverWords(note.replace(MEANINGS, (_, words: string, list: string) => words + describeMeanings(list)))}.`;
}

/** Of "channel: web -> portal; status: Hold -> pending". */
function describeMeanings(list: string): string {
  return list
    .split(/; (?=\w+: )/)
    .map((part) => {
      const [, name = '', words = ''] = /^(\w+): (.+)$/s.exec(part) ?? [];
      const id = ENUM_COLUMN_IDS.find((each) => each === name);
      if (id === undefined) return part;
      const meaning = (value: string) => (value === NOTHING ? say('import.values.empty') : valueLabel(id, value));
      const said = words.replaceAll(/ -> (\w+|\(empty\))(?=, |$)/g, (_, value: string) => ` → ${meaning(value)}`);
      return `${columnOf(id).label}: ${said}`;
    })
    .join('; ');
}
