import { expect, test } from 'vitest';
import { ApiError } from '../../contract/errors';
import { GERMAN_TEXTS } from '../../contract/languages/german';
import { spokenIn } from '../../contract/texts/texts';
import { problemOfError } from './BadLink';

test.each([
  [['createdAt', 'topic', 'slaState'], 'Erstellt, Thema, Service-Level'],
  [['email', 'phone', 'walkIn'], 'email (E-Mail), phone (Telefon), walkIn (persönlich)'],
  [['=', '!='], '=, !='],
  ['a whole number from 1 to 5', 'eine ganze Zahl von 1 bis 5'],
])('what a link may say stands there as the page calls it: %s', (allowed, words) => {
  const error = new ApiError('badRequest', '"x" is not a column', { parameter: 'groupBy', allowed });
  expect(spokenIn(GERMAN_TEXTS, () => problemOfError(error)).allowed).toBe(words);
});

test('a column that this store does not have is not offered, and the message calls columns as the page does', () => {
  const allowed = ['createdAt', 'subject', 'dataCheck'];
  const error = new ApiError('badRequest', '"hoch" is not a value of priority', { parameter: 'groupBy', allowed });
  expect(spokenIn(GERMAN_TEXTS, () => problemOfError(error, ['createdAt']))).toMatchObject({
    message: '„hoch“ ist kein Wert von Priorität',
    allowed: 'Erstellt, Datenprüfung',
  });
});
