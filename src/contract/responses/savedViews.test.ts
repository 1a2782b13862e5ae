import { expect, test } from 'vitest';
import { keptName } from './savedViews';

test('a name keeps the marks that letters have, and no heap of them; what turns its direction is refused', () => {
  expect(keptName.parse('Tie\u0302\u0301ng  Việt')).toBe('Ti\u1ebfng Việt');
  expect(keptName.parse(`Z${'\u0336'.repeat(40)}algo`)).toBe(`Z${'\u0336'.repeat(4)}algo`);
  expect(keptName.safeParse('a\u202eb').success).toBe(false);
  // Nobody could tell it from the name without it.
  for (const unseen of ['\u200b', '\u2060', '\ufeff']) expect(keptName.safeParse(`a${unseen}b`).success).toBe(false);
  // Says which way its own letters go.
  expect(keptName.parse('\u200fשלום')).toBe('\u200fשלום');
});
