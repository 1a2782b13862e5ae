import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { test } from '../../testing/fixtures';

test('strangers of one address ask the store two at a time, and many of them are told to wait', async ({ server }) => {
  const { state } = server.backend;
  const schedule = randomUUID();
  let [running, most] = [0, 0];
  const query = state.query.bind(state);
  state.query = async (text, values = []) => {
    // The server itself asks for what is due.
    const isTheirs = values.includes(schedule);
    if (isTheirs) running += 1;
    most = Math.max(most, running);
    try {
      return await query(text, values);
    } finally {
      if (isTheirs) running -= 1;
    }
  };
  const link = `/unsubscribe?schedule=${schedule}&recipient=a&signature=b`;
  const answers = await Promise.all(Array.from({ length: 264 }, () => server.call(link, { token: '' })));
  expect(most).toBe(2);
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(256);
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused.map(({ headers }) => headers.get('Retry-After'))).toEqual(Array(8).fill('2'));
  // A probe stands in no line.
  expect((await server.call('/health', { token: '' })).status).toBe(200);
});
