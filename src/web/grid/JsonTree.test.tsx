import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { JsonTree } from './JsonTree';

test('a document of more levels than can be drawn is drawn in part', () => {
  const text = '['.repeat(200_000) + ']'.repeat(200_000);
  const shown = renderToStaticMarkup(<JsonTree text={text} />);
  expect(shown.match(/<details/g)).toHaveLength(100);
  expect(shown.match(/<details open/g)).toHaveLength(1);
});
