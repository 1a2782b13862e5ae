import type { CompiledMessage } from 'icu-minify/format';
import type { Column } from '../columns/columnFacts';
import { filterKeys, keyFacts } from '../query/filters';
import { recordOf } from '../recordOf';
import { ENGLISH } from '../texts/englishCatalogue';
import type { Catalogue, ColumnWords, Texts } from '../texts/texts';
import { ENGLISH_TEXTS } from './english';

/**
 * English as a language of longer words would be, for whoever works on the page: `[Refresh ~~~]`. A text without brackets
 * stands in no catalogue, one whose end is missing was cut.
 */

/** Words of other languages are about a third longer. */
function stretched(message: CompiledMessage): CompiledMessage {
  const nodes = typeof message === 'string' ? [message] : message;
  const words = nodes.filter((node) => typeof node === 'string').join('');
  return ['[', ...nodes, `${'~'.repeat(Math.ceil(words.length / 3))}]`];
}

function stretchedText(text: string): string {
  return `[${text}${'~'.repeat(Math.ceil(text.length / 3))}]`;
}

function stretchedWords({ label, ...column }: Column): ColumnWords {
  const values = 'values' in column ? column.values : [];
  const own = 'valueLabels' in column ? column.valueLabels : undefined;
  const labels = values.map((value) => [value, stretchedText(own?.[value] ?? value)]);
  return { label: stretchedText(label), ...(labels.length === 0 ? {} : { valueLabels: Object.fromEntries(labels) }) };
}

const TEXT_IDS = Object.keys(ENGLISH) as (keyof Catalogue)[];

export const PSEUDO_TEXTS: Texts = {
  ...ENGLISH_TEXTS,
  language: 'pseudo',
  messages: recordOf(TEXT_IDS, (id) => stretched(ENGLISH_TEXTS.messages[id])),
  columns: recordOf(filterKeys(), (key) => stretchedWords(keyFacts(key))),
};
