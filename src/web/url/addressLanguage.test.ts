import { expect, test } from 'vitest';
import { withoutLanguage } from './addressLanguage';

test.each([
  ['?lang=de', ''],
  ['?lang=de&page=2', '?page=2'],
  ['?page=2&lang=en', '?page=2'],
  ['?page=2&lang=pseudo&sla=closed', '?page=2&sla=closed'],
  ['?page=2', '?page=2'],
  ['', ''],
  ['?lang=fr', '?lang=fr'],
  ['?xlang=de', '?xlang=de'],
  ['?search=lang=de', '?search=lang=de'],
])('%s is the report %s', (search, report) => {
  expect(withoutLanguage(search)).toBe(report);
});
