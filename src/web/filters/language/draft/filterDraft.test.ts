import { describe, expect, it, test } from 'vitest';
import { COMPARATORS_OF, type Comparator } from '../../../../contract/query/comparators';
import { filterKeys, kindOf } from '../../../../contract/query/filters';
import { comparatorsFor, editedDraft, emptyDraft, takesOrEmpty, withComparator } from './filterDraft';

describe('another comparator keeps what was typed', () => {
  const typed = { ...emptyDraft('createdAt'), comparator: 'between' as const, from: 'now-30d', to: 'now' };

  test.each<[Comparator, object]>([
    ['>=', { value: 'now-30d' }],
    ['in', { values: ['now-30d', 'now'] }],
    ['isEmpty', { from: 'now-30d', to: 'now' }],
  ])('from a range to %s', (comparator, expected) => {
    expect(withComparator(typed, comparator)).toMatchObject({ comparator, ...expected });
  });

  it('also by way of one that takes nothing', () => {
    const back = withComparator(withComparator(typed, 'isEmpty'), '<');
    expect(back).toMatchObject({ comparator: '<', value: 'now-30d' });
  });

  it('but not a comparator that was typed before a number: the last choice counts', () => {
    const draft = { ...emptyDraft('secondsToClose'), value: '> 2 h' };
    expect(withComparator(draft, '<=')).toMatchObject({ comparator: '<=', value: '2 h' });
  });

  it('from one value to a range starts the range', () => {
    const draft = { ...emptyDraft('secondsToClose'), comparator: '>=' as const, value: '2 h' };
    expect(withComparator(draft, 'between')).toMatchObject({ from: '2 h', to: '' });
  });
});

describe('what an editor offers', () => {
  it('has every comparator of the grammar, but no question whether a required column is empty', () => {
    for (const key of filterKeys()) {
      const missing = COMPARATORS_OF[kindOf(key)].filter((each) => !comparatorsFor(key).includes(each));
      expect(missing).toEqual(['id', 'createdAt', 'createdHour'].includes(key) ? ['isEmpty', 'isNotEmpty'] : []);
    }
    expect(comparatorsFor('id', 'isEmpty')).toContain('isEmpty');
  });

  it('asks for empty ones only where there can be some', () => {
    expect(takesOrEmpty({ key: 'topic', comparator: '!=' })).toBe(true);
    expect(takesOrEmpty({ key: 'topic', comparator: '=' })).toBe(false);
    expect(takesOrEmpty({ key: 'id', comparator: 'notIn' })).toBe(false);
    expect(takesOrEmpty({ key: 'slaState', comparator: 'notIn' })).toBe(false);
  });

  it('opens a single value as a list of one, where values are picked', () => {
    expect(editedDraft({ key: 'channel', comparator: '=', value: 'chat' })).toMatchObject({
      comparator: 'in',
      values: ['chat'],
    });
    expect(editedDraft({ key: 'topic', comparator: '!=', value: 'Spam', orEmpty: true })).toMatchObject({
      comparator: 'notIn',
      values: ['Spam'],
      orEmpty: true,
    });
    expect(editedDraft({ key: 'id', comparator: '=', value: 1 })).toMatchObject({ comparator: '=', value: '1' });
  });
});
