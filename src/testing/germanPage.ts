import { vi } from 'vitest';
import type { Filter } from '../contract/query/filters';

/**
 * The finder as it is in a page that is shown in German, where columns, values and comparators are called otherwise.
 * What it reads is said in English. For a test file's first lines: names are made once, so modules are loaded anew.
 */
export async function sayingsInGermanPage(): Promise<(text: string, words: string) => string> {
  vi.resetModules();
  const { GERMAN_TEXTS } = await import('../contract/languages/german');
  const { ENGLISH_SERVER_TEXTS } = await import('../contract/languages/englishServer');
  const { speak, spokenIn } = await import('../contract/texts/texts');
  speak(GERMAN_TEXTS);
  const { describeFilters } = await import('../contract/sentences/describeFilter');
  const { sayings } = await import('./phraseScope');
  // Modules are kept between test files.
  vi.resetModules();
  await import('../contract/languages/inEnglish');
  const inEnglish = (filters: readonly Filter[]) => spokenIn(ENGLISH_SERVER_TEXTS, () => describeFilters(filters));
  return (text, words) => sayings(text, words, inEnglish);
}
