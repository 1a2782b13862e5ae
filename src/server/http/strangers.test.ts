import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import { test } from '../../testing/fixtures';

test('strangers of one address ask the store two at a time, and many of them are told to wait', async ({ server }) => {
  const { state, config } = server.backend;
  config.trustedProxies = 1;
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
  // A single line of IPv6 has as many addresses as it likes.
  const from = (index: number) => ({ token: '', headers: { 'X-Forwarded-For': `2001:db8::${index.toString(16)}` } });
  const answers = await Promise.all(Array.from({ length: 264 }, (_, index) => server.call(link, from(index))));
  expect(most).toBe(2);
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(256);
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused.map(({ headers }) => headers.get('Retry-After'))).toEqual(Array(8).fill('2'));
  // A probe stands in no line.
  expect((await server.call('/health', { token: '' })).status).toBe(200);
});

test('strangers, users and the audit each have turns of their own at the store', async ({ server }) => {
  const { state, config } = server.backend;
  config.trustedProxies = 1;
  const callers = new Set<unknown>();
  const query = state.query.bind(state);
  state.query = (text, values, caller) => {
    callers.add(caller);
    return query(text, values, caller);
  };
  const token = await server.tokenFor('ben@example.com', ['reportTickets']);
  const headers = { 'Content-Type': 'application/json', 'X-Forwarded-For': '192.0.2.7' };
  const signIn = { method: 'POST', headers, token: '', body: JSON.stringify({ token }) };
  expect((await server.call('/session', signIn)).status).toBe(200);
  expect((await server.call('/views', { token })).status).toBe(200);
  state.query = query;
  const named = [...callers].map((caller) => (typeof caller === 'symbol' ? caller.description : caller));
  expect(named).toEqual(expect.arrayContaining(['address 192.0.2.7', 'audit', 'secret:ben@example.com']));
});

test('who sends a body slowly holds nobody’s place', async ({ server }) => {
  const headers = { 'Content-Type': 'application/json' };
  const slow: ReadableStreamDefaultController<Uint8Array>[] = [];
  const path = '/session/link';
  const held = Array.from({ length: 5 }, () => {
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(new TextEncoder().encode('{"code":"'));
        slow.push(controller);
      },
    });
    const init = { method: 'POST', headers, token: '', body, duplex: 'half' };
    return server.call(path, init);
  });
  const quick = await server.call(path, { method: 'POST', headers, token: '', body: JSON.stringify({ code: 'x' }) });
  expect(quick.status).toBe(401);
  for (const controller of slow) {
    controller.enqueue(new TextEncoder().encode('x"}'));
    controller.close();
  }
  expect((await Promise.all(held)).map(({ status }) => status)).toEqual(Array(5).fill(401));
});
