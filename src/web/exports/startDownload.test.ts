import { expect, test } from 'vitest';
import { errorMessage } from './startDownload';

test('a refused download shows the message of the server, or a general one', () => {
  expect(errorMessage('{"error":{"code":"notFound","message":"This file is no longer here"}}')).toBe(
    'This file is no longer here',
  );
  for (const text of ['', '<html>', '{}', 'null']) expect(errorMessage(text)).toBe('The download could not be started');
});
