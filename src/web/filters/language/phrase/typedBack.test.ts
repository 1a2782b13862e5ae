import { expect, test, vi } from 'vitest';
import type { Comparator } from '../../../../contract/query/comparators';
import type { Filter, FilterKey, Operand } from '../../../../contract/query/filters';
import { phraseTable } from '../../../../testing/phraseScope';

/** What the page calls a filter is understood when it is typed, or copied from a chip, in the page's language. */

const FILTERS: Partial<Record<FilterKey, Partial<Record<Comparator, Operand[]>>>> = {
  channel: { in: ['email', 'phone'], notIn: ['email', 'phone'], isEmpty: [], isNotEmpty: [] },
  priority: { '=': ['high'], '!=': ['high'], notIn: ['low', 'medium'] },
  slaState: { in: ['met', 'pending'], notIn: ['met', 'breachedClosed'] },
  topic: { in: ['Billing', 'Complaint'], notIn: ['Billing', 'Complaint'], contains: ['Billing'] },
  incomingMessages: { '=': [3], '!=': [3], '>': [3], '>=': [3], '<': [3], '<=': [3], between: [1200, 2400] },
  secondsToClose: { '>': [5400], '>=': [3600], '<': [86_400], '<=': [172_800], between: [5400, 86_400] },
  createdAt: { between: ['now-30d', 'now'], '>': ['now-3d'], '>=': ['now-1w/w'], '<': ['now/d'], '<=': ['now-1M/M'] },
  closedAt: { between: ['2026-10-01', '2026-10-15'], '>=': ['2026-10-01'], '<=': ['2026-10-01 12:00:00'], isEmpty: [] },
  dueBy: { '!=': ['now-1M/M'], '>=': ['2026-10-01 12:00:00'], '<': ['2026-10-01'], isNotEmpty: [] },
};

/** Words that one language has and the other has not. */
const GERMAN_ALONE = phraseTable(`
Erstellt auf die Sekunde vor 3 Tagen => Erstellt auf die Sekunde vor 3 Tagen
Geschlossen nicht auf die Sekunde vor 3 Tagen => Geschlossen nicht auf die Sekunde vor 3 Tagen
Lösungszeit 1 Std. 30 Min. bis 2 Tage => Lösungszeit 1 Std. 30 Min. bis 2 Tage
`);

test.each(['English', 'German'] as const)(
  'in %s',
  async (language) => {
    vi.resetModules();
    const { speak } = await import('../../../../contract/texts/texts');
    const { GERMAN_TEXTS } = await import('../../../../contract/languages/german');
    if (language === 'German') speak(GERMAN_TEXTS);
    else await import('../../../../contract/languages/inEnglish');
    const { makeFilter } = await import('../../../../contract/query/makeFilter');
    const { describeFilters } = await import('../../../../contract/sentences/describeFilter');
    const { PHRASE_SCOPE } = await import('../../../../testing/phraseScope');
    const { readPhrase } = await import('./readPhrase');
    const readings = (words: string) => {
      const read = readPhrase(words, PHRASE_SCOPE);
      return 'readings' in read ? read.readings.map((filters) => describeFilters(filters)) : [];
    };
    const asked: Filter[] = Object.entries(FILTERS).flatMap(([key, ways]) =>
      Object.entries(ways).map(([comparator, operands]) =>
        makeFilter(key as FilterKey, comparator as Comparator, operands),
      ),
    );
    const called = asked.map((filter) => describeFilters([filter]));
    expect(called.length).toBeGreaterThan(30);
    expect(called.filter((words) => !readings(words).includes(words))).toEqual([]);
    if (language === 'English') return;
    for (const [text, words] of GERMAN_ALONE) expect(readings(text)).toContain(words);
  },
  60_000,
);
