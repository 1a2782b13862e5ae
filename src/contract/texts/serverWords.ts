import { say, spoken } from './texts';

type Sentence = readonly [pattern: RegExp, told: string];

let read: { from: readonly (readonly [string, string])[]; sentences: readonly Sentence[] } | undefined;

/**
 * A sentence of the server, which is English, in the language that is spoken; undefined for one that the language does
 * not know. In English it is what it is.
 */
export function knownServerWords(sentence: string): string | undefined {
  const from = spoken()?.serverSentences;
  if (from === undefined) return sentence;
  if (read?.from !== from) read = { from, sentences: from.map(([english, own]) => [patternOf(english), own]) };
  const trimmed = sentence.trim().replace(/\.$/, '');
  for (const [pattern, own] of read.sentences) {
    const parts = pattern.exec(sentence) ?? pattern.exec(trimmed);
    if (parts !== null) return own.replace(/\{(\d)\}/g, (_, place: string) => partOf(parts[Number(place)] ?? ''));
  }
  return undefined;
}

/** The same of any sentence: one that is not known is quoted as the server's. */
export function serverWords(sentence: string): string {
  return knownServerWords(sentence) ?? say('failure.serverSaid', { text: sentence });
}

/** A name or a value stays as it is. */
function partOf(text: string): string {
  return text.includes(' ') || text === '' ? (knownServerWords(text) ?? text) : text;
}

function patternOf(english: string): RegExp {
  const parts = english.split('{}').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('(.*?)')}$`, 's');
}
