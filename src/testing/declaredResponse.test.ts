import { expect, test } from 'vitest';
import { checkDeclared } from './declaredResponse';

const json = (body: unknown, status = 200) => Response.json(body, { status });

test.each([
  ['a field that is not declared', json({ status: 'ok', secret: 1 })],
  ['a field of another type', json({ status: 5 })],
  ['a success that is not declared', json({ status: 'ok' }, 201)],
  ['an error that is not declared', json({ error: { code: 'x', message: 'x' } }, 429)],
])('%s is found', async (_, response) => {
  await expect(checkDeclared('GET', '/health?asLevel=none', response)).rejects.toThrow();
});

test('what is declared passes, and can still be read', async () => {
  const response = json({ status: 'ok' });
  await checkDeclared('GET', '/health', response);
  expect(await response.json()).toEqual({ status: 'ok' });
  await checkDeclared('GET', '/export/jobs/some-id', json({ error: { code: 'notFound', message: 'None' } }, 404));
  await expect(checkDeclared('GET', '/export/jobs/some-id', json({}))).rejects.toThrow();
});
