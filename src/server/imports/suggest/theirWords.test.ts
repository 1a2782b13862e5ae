import { expect, test } from 'vitest';
import { ENUM_COLUMN_IDS, type EnumColumnId } from '../../../contract/columns/columnMapping';
import { columnOf, valueLabel } from '../../../contract/columns/columns';
import { meaningOfWord } from './theirWords';

test.each<[EnumColumnId, string, string | undefined]>([
  ['priority', 'P1', 'urgent'],
  ['priority', 'Hoch', 'high'],
  ['priority', '1 - Critical', 'urgent'],
  ['priority', '3 normal', 'medium'],
  ['priority', 'P2 - Hoch', 'high'],
  ['priority', 'Sev 1 – Critical', 'urgent'],
  ['priority', 'Normal (Prio 3)', 'medium'],
  ['priority', 'P2 - Gold', undefined],
  ['priority', 'Sehr niedrig', 'low'],
  ['priority', '1', undefined],
  ['channel', 'E-Mail', 'email'],
  ['channel', 'Telefon', 'phone'],
  ['channel', 'Self-service', 'portal'],
  ['channel', 'Phone call (incoming)', 'phone'],
  ['channel', 'Telefonanruf (ausgehend)', 'phone'],
  ['channel', 'Brief', 'letter'],
  ['status', 'Gelöst', 'resolved'],
  ['status', 'GELOEST', 'resolved'],
  ['status', 'In progress', 'open'],
  ['status', 'in Bearbeitung (zugewiesen)', 'open'],
  ['status', 'closed successful', 'closed'],
  ['status', 'Waiting for customer', 'waitingOnCustomer'],
  ['status', 'pending auto close+', 'pending'],
  ['status', 'Waiting on us', 'open'],
  ['status', 'Warten auf Support', 'open'],
  ['status', 'Warten auf Kontakt', 'waitingOnCustomer'],
  ['status', 'In der Warteschleife', 'pending'],
  ['status', 'Problem gelöst', 'resolved'],
  ['direction', 'Eingehend', 'in'],
  ['status', 'Mood', undefined],
])('%s: %s', (id, word, meaning) => {
  expect(meaningOfWord(id, word)).toBe(meaning);
});

test('our own values and labels mean themselves, and no word of one value is another’s', () => {
  for (const id of ENUM_COLUMN_IDS) {
    const column = columnOf(id);
    for (const value of column.kind === 'enum' ? column.values : []) {
      expect(meaningOfWord(id, value)).toBe(value);
      expect(meaningOfWord(id, valueLabel(id, value))).toBe(value);
    }
  }
});
