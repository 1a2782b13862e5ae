import { say, spoken } from './texts';

type Sentence = readonly [pattern: RegExp, own: string];

let read: { from: readonly (readonly [string, string])[]; sentences: readonly Sentence[] } | undefined;

/**
 * A sentence of the server, which is English, in the language that is spoken; undefined for one that the language does
 * not know. In English it is what it is.
 */
export function knownServerWords(sentence: string): string | undefined {
  const from = spoken()?.serverSentences;
  return from === undefined ? sentence : ownWords(sentence, sentencesOf(from));
}

/** The same of any sentence: one that is not known is quoted as the server's. */
export function serverWords(sentence: string): string {
  return knownServerWords(sentence) ?? say('failure.serverSaid', { text: sentence });
}

/** Whoever may read the data folder: no name of a person, but a word of the server. */
export const LOCAL_USER_NAME = 'Local user';

export function personName(name: string): string {
  return name === LOCAL_USER_NAME ? serverWords(name) : name;
}

/** Those with most words of their own first: "{} is missing" would also be the end of longer ones. */
function sentencesOf(from: readonly (readonly [string, string])[]): readonly Sentence[] {
  if (read?.from !== from) {
    const byLength = [...from].sort(([a], [b]) => wordsIn(b) - wordsIn(a));
    read = { from, sentences: byLength.map(([english, own]) => [patternOf(english), own]) };
  }
  return read.sentences;
}

const wordsIn = (english: string) => english.replaceAll('{}', '').length;

const UNQUOTED = '((?:"[^"]*"|[^"])*?)';
/** Names before a sentence, and sentences in a sentence's values, are nested no deeper. */
const DEEPEST = 4;

function patternOf(english: string): RegExp {
  const parts = english.split('{}').map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const last = parts.length - 1;
  const joined = parts.reduce((before, part, place) => {
    // What stands in quotes is one name, whatever words it has.
    const value = before.endsWith('"') ? '(.*?)' : UNQUOTED;
    // A value ends at the first place where it can, once and for all: a link decides how many such places there are.
    return place === last ? `${before}${value}${part}` : `${before}(?=${value}${part})\\${place}${part}`;
  });
  return new RegExp(`^${joined}\\.?$`, 's');
}

function ownWords(sentence: string, sentences: readonly Sentence[], depth = 0): string | undefined {
  if (depth > DEEPEST) return undefined;
  for (const [pattern, own] of sentences) {
    const parts = pattern.exec(sentence);
    if (parts !== null)
      return own.replace(/\{(\d)\}/g, (_, place: string) => ownPart(parts[Number(place)] ?? '', sentences, depth));
  }
  // "GET /export/jobs: Sign in to go on": what stands before is a name.
  const [, name, rest = ''] = /^((?:"[^"]*"|[^"])+?): (.+)$/s.exec(sentence) ?? [];
  const said = name === undefined ? undefined : ownWords(rest, sentences, depth + 1);
  return said === undefined ? undefined : `${name}: ${said}`;
}

/** A name or a value stays as it is. */
function ownPart(part: string, sentences: readonly Sentence[], depth: number): string {
  return ownWords(part, sentences, depth + 1) ?? part;
}
