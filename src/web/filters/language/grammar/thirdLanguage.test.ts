import { afterAll, expect, test, vi } from 'vitest';
import { FRENCH } from '../../../../testing/frenchGrammar';

// Another language in the place of one: no code knows which languages there are. Modules are kept between test files.
vi.resetModules();
vi.doMock('./german', () => ({ GERMAN: FRENCH }));
await import('../../../../contract/languages/inEnglish');
const { phraseTable, sayings } = await import('../../../../testing/phraseScope');

afterAll(async () => {
  vi.doUnmock('./german');
  vi.resetModules();
  await import('../../../../contract/languages/inEnglish');
});

const PHRASES = phraseTable(`
urgent ou élevé => Priority is high or urgent
priorité élevée => Priority is high
priorite elevee => Priority is high
élevé ou plus => Priority is high or urgent
au moins moyen => Priority is medium, high or urgent
Prio 1 => Priority is urgent
par téléphone => Channel is phone
appels => Channel is phone
sauf courriel => Channel is not email
ouvert => Status is open | Closed is empty
ouvert depuis plus de 3 jours => Closed is empty; Created before 3 days ago
non fermé => Closed is empty
en retard => Service level is closed late or “overdue, not closed”
échus => Service level is overdue, not closed
la semaine dernière => Created last week
les 30 derniers jours => Created in the last 30 days
créé hier => Created yesterday
fermé aujourd'hui => Closed today
il y a 3 jours => Created 3 days ago
depuis le 1er octobre => Created on or after 1 Oct 2026
du 1er au 15 octobre => Created from 1 Oct 2026 to 15 Oct 2026
échéance avant lundi => Due before 23 Nov 2026
plus de trois messages => Incoming messages more than 3
plus vieux que deux semaines => Created before 2 weeks ago
sans agent => Agent is empty
agent Anna => Agent is anna@example.com
urgent la semaine dernière sauf courriel => Priority is urgent; Created last week; Channel is not email
urgent last week => Priority is urgent; Created last week
dringend => not understood
`);

// The moment is Monday, 23 November 2026.
test.each(PHRASES)('%s', (text, words) => {
  expect(sayings(text, words)).toBe(words);
});
