import { expect, test } from 'vitest';
import { STORED_COLUMN_IDS } from '../../contract/columns/columns';
import { suggestMapping } from './suggestMapping';

test('names that differ in case, spaces, underscores and hyphens only, or say what is clear', () => {
  expect(
    suggestMapping(['Ticket ID', 'Created At', 'sub_topic', 'DUE-BY', 'Mood', 'Ticket', ''], STORED_COLUMN_IDS),
  ).toEqual({
    id: 'Ticket ID',
    createdAt: 'Created At',
    subTopic: 'sub_topic',
    dueBy: 'DUE-BY',
  });
});

test('a column that the file has by its own name keeps it', () => {
  expect(suggestMapping(['id', 'ID', 'createdAt', 'Closed At'], STORED_COLUMN_IDS)).toEqual({ closedAt: 'Closed At' });
});

test('nothing for a column that the viewer may not see', () => {
  expect(suggestMapping(['Raw Data'], ['id', 'createdAt'])).toEqual({});
});
