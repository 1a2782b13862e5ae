import type { GetICUArgs } from '@schummar/icu-type-parser';
import format, { type CompiledMessage, type FormatValues } from 'icu-minify/format';
import type { ENGLISH } from './englishCatalogue';
import type { ENGLISH_FILES } from './englishFiles';
import type { LinkLanguage } from './language';

/**
 * Texts by their ids, in the language that is spoken. A text is an ICU message: `{name}` for a value, `{n, plural, one
 * {# ticket} other {# tickets}}` for what depends on a number, `<link>these</link>` for a part that is more than text.
 * The build compiles them (src/setup/compiledTexts.mjs), so that no parser of messages runs in the browser.
 */

type English = typeof ENGLISH & typeof ENGLISH_FILES;
export type TextId = keyof English;
/** The texts of a language; one that lacks an id of the English ones does not compile. */
export type Catalogue = Readonly<Record<keyof typeof ENGLISH, string>>;
/** Those of mails and files, which the page does not have. */
export type FileCatalogue = Readonly<Record<keyof typeof ENGLISH_FILES, string>>;
type Messages = Record<keyof Catalogue, CompiledMessage> & Partial<Record<keyof FileCatalogue, CompiledMessage>>;

/** What a language calls a column and its values. */
export interface ColumnWords {
  readonly label: string;
  readonly valueLabels?: Readonly<Record<string, string>>;
  readonly emptyLabel?: string;
}

/** A language with its words. */
export interface Texts {
  language: LinkLanguage;
  /** How numbers, dates and lists are written. */
  locale: string;
  messages: Readonly<Messages>;
  /** By column, and `dataCheck`; undefined where the columns' own facts are in this language. */
  columns: Readonly<Record<string, ColumnWords>> | undefined;
  /** Whether nouns are written small inside of a sentence. */
  smallNouns: boolean;
  /** English sentences of the server with their own words; undefined in English. */
  serverSentences?: readonly (readonly [english: string, own: string])[];
}

interface ArgumentTypes {
  ICUArgument: string | number;
  ICUNumberArgument: number;
}
type TagsOf<Text> = Text extends `${string}</${infer Tag}>${infer Rest}` ? Tag | TagsOf<Rest> : never;
/** Of one of several ids the values of all of them. */
type ValuesOf<Id extends TextId> = AllOf<
  Id extends TextId ? { values: GetICUArgs<English[Id], ArgumentTypes> } : never
>;
type AllOf<Boxes> = (Boxes extends unknown ? (each: Boxes) => void : never) extends (
  all: infer All extends { values: unknown },
) => void
  ? All['values']
  : never;
type Given<Id extends TextId> = keyof ValuesOf<Id> extends never
  ? []
  : [values: ValuesOf<Id> & Record<string, string | number>];

/** Texts that are text as a whole. */
export type PlainTextId = { [Id in TextId]: [TagsOf<English[Id]>] extends [never] ? Id : never }[TextId];
/** Texts with parts in tags. */
export type RichTextId = Exclude<TextId, PlainTextId>;
/** What a text with tags is given: its values, and for each tag what becomes of the words in it. */
export type RichValues<Id extends RichTextId, Part> = ValuesOf<Id> &
  Record<TagsOf<English[Id]>, (words: (string | Part)[]) => Part>;

let current: Texts | undefined;

/** Sets the language of everything that is said from now on. */
export function speak(texts: Texts): void {
  current = texts;
}

/** What is spoken; undefined in a program that never says a text. */
export function spoken(): Texts | undefined {
  return current;
}

/** How numbers and dates are written; as in English in a program that never says a text. */
export function spokenLocale(): string {
  return current?.locale ?? 'en';
}

/** What is told in another language: by a server, whose readers have one each. Not for what waits for something. */
export function spokenIn<Told extends string | object>(texts: Texts, tell: () => Told): Told {
  const before = current;
  current = texts;
  try {
    return tell();
  } finally {
    current = before;
  }
}

/** The text with this id; values are typed by the English text. */
export function say<Id extends PlainTextId>(id: Id, ...[values]: Given<Id>): string {
  return String(formatted<string>(id, values));
}

/** A text with tags, as its pieces. */
export function sayRich<Id extends RichTextId, Part>(id: Id, values: RichValues<Id, Part>): (string | Part)[] {
  const pieces = formatted<Part>(id, values);
  return Array.isArray(pieces) ? pieces : [pieces];
}

/** A text whose tags are known only where it is said. @throws Error for a tag that is not among them. */
export function sayTagged<Part>(id: TextId, tags: Readonly<Record<string, () => Part>>): (string | Part)[] {
  const pieces = formatted<Part>(id, tags);
  return Array.isArray(pieces) ? pieces : [pieces];
}

function formatted<Part>(id: TextId, values: FormatValues<Part> | undefined): string | Part | (string | Part)[] {
  if (current === undefined) throw new Error('No language is spoken yet');
  const message = current.messages[id];
  if (message === undefined) throw new Error(`${id} is no text of the page`);
  return format<Part>(message, current.locale, values, { formatters: FORMATTERS });
}

/** Made once for each language: making one takes as long as a hundred uses, and every cell has some. */
export function byLocale<Made>(make: (locale: string) => Made): (locale: string) => Made {
  const made = new Map<string, Made>();
  return (locale) => {
    const known = made.get(locale) ?? make(locale);
    made.set(locale, known);
    return known;
  };
}

/** A minus is written as one, where Intl has a hyphen. */
export const numberFormat = byLocale((locale) => {
  const made = new Intl.NumberFormat(locale);
  const { format } = made;
  Object.defineProperty(made, 'format', { value: (value: number) => format(value).replace('-', '−') });
  return made;
});

const cardinalRules = byLocale((locale) => new Intl.PluralRules(locale));

/** Texts have plain numbers and cardinals alone (catalogues.test.ts). */
const FORMATTERS = {
  getDateTimeFormat: (locale?: Intl.LocalesArgument) => new Intl.DateTimeFormat(locale),
  getNumberFormat: (locale?: Intl.LocalesArgument) => numberFormat(String(locale)),
  getPluralRules: (locale?: Intl.LocalesArgument) => cardinalRules(String(locale)),
};

/** The name of a column inside of a sentence. */
export function insideSentence(label: string): string {
  return current?.smallNouns === false ? label : label.toLowerCase();
}
