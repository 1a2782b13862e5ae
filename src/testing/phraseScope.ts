import { COLUMN_IDS } from '../contract/columns/columns';
import { describeFilters } from '../contract/sentences/describeFilter';
import { type NamedColumns, namedValues } from '../web/filters/language/phrase/parseValues';
import type { PhraseScope } from '../web/filters/language/phrase/phraseScope';
import { readPhrase } from '../web/filters/language/phrase/readPhrase';

const KNOWN: NamedColumns = new Map([
  [
    'topic',
    named(
      ...['Billing', 'Moving house', 'Payment reminder', 'Terms and conditions'],
      ...['Complaint', 'Reklamation', 'Rückerstattung', 'Spam', 'Straßenbau'],
    ),
  ],
  ['subTopic', named('Refund', 'Billing')],
  ['email', named('anna@example.com', 'bernd.mueller@example.com')],
]);

function named(...values: string[]) {
  return namedValues(values, (value) => [value]);
}

/** A viewer who sees every column, on Monday, 23 November 2026. */
export const PHRASE_SCOPE: PhraseScope = {
  asOf: '2026-11-23 14:05:00',
  otherFilters: [],
  visible: COLUMN_IDS,
  known: KNOWN,
  me: 'anna@example.com',
};

/** A phrase as the sentence of its filters, else the text from which on it is not understood. */
export function said(text: string, scope = PHRASE_SCOPE): string {
  const phrase = readPhrase(text, scope);
  if ('readings' in phrase) return phrase.readings[0] === undefined ? '' : describeFilters(phrase.readings[0]);
  return phrase.notUnderstood === '' ? 'not understood' : `not understood from: ${phrase.notUnderstood}`;
}

/** The lines of a table: a phrase, an arrow, and the sentences of its readings. */
export function phraseTable(lines: string): [text: string, words: string][] {
  return lines
    .trim()
    .split('\n')
    .map((line) => {
      const [text = '', words = ''] = line.split(' => ');
      return [text, words];
    });
}

/** As many readings of a phrase as the table has: the first, or all of them. */
export function sayings(text: string, words: string, inWords = describeFilters): string {
  const phrase = readPhrase(text, { ...PHRASE_SCOPE, dayOrder: 'dayFirst' });
  const readings = 'readings' in phrase ? phrase.readings.map(inWords) : [];
  return words.includes(' | ') ? readings.join(' | ') : (readings[0] ?? 'not understood');
}
