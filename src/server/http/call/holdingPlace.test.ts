import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { holdingPlace } from './holdingPlace';
import { RequestLines } from './requestLines';

/** Answers through a line of one place, to somebody who reads when `outgoing` closes. */
function answering(respond: () => Response) {
  const lines = new RequestLines(1);
  const outgoing = new ServerResponse(new IncomingMessage(new Socket()));
  const app = new Hono().get('/', (context) => holdingPlace(lines, 'anna', context, async () => respond()));
  app.onError((_, context) => context.body(null, 500));
  return { lines, outgoing, sent: async () => app.request('/', {}, { outgoing }) };
}

/** Whether a caller gets a place now. */
async function isFree(lines: RequestLines): Promise<boolean> {
  let got = false;
  void lines.run('anna', async () => {
    got = true;
  });
  await new Promise(setImmediate);
  return got;
}

test('an answer in memory takes its place until it is sent', async () => {
  const { lines, outgoing, sent } = answering(() => Response.json({}));
  await sent();
  expect(await isFree(lines)).toBe(false);
  outgoing.emit('close');
  expect(await isFree(lines)).toBe(true);
});

test.for<[string, () => Response]>([
  ['a file', () => Response.json([], { headers: { 'Content-Disposition': 'attachment' } })],
  ['a stream of events', () => new Response('', { headers: { 'Content-Type': 'text/event-stream' } })],
])('%s does not', async ([_, respond]) => {
  const { lines, sent } = answering(respond);
  await sent();
  expect(await isFree(lines)).toBe(true);
});

test('neither does what nobody waits for any more, nor what failed', async () => {
  const gone = answering(() => Response.json({}));
  gone.outgoing.destroy();
  await gone.sent();
  expect(await isFree(gone.lines)).toBe(true);
  const failed = answering(() => {
    throw new Error('no answer');
  });
  await failed.sent();
  expect(await isFree(failed.lines)).toBe(true);
});
