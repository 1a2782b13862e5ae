import { expect, test } from 'vitest';
import { staticText } from '../../testing/staticText';
import { AsToday } from './AsToday';

test('a fixed link says which of its filters are of today', () => {
  const said = staticText(
    <AsToday
      filters={[
        { key: 'status', comparator: '=', value: 'open' },
        { key: 'status', comparator: '!=', value: 'closed' },
        { key: 'incomingMessages', comparator: '>', value: 3 },
        { key: 'topic', comparator: '=', value: 'Moving' },
      ]}
    />,
  );
  expect(said).toBe('Status, Incoming messages: as it is today, not as it was then');
  expect(staticText(<AsToday filters={[{ key: 'topic', comparator: '=', value: 'Moving' }]} />)).toBe('');
});
