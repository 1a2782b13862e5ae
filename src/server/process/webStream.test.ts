import { Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { toWebStream } from './webStream';

/** Chunks without end, of which some always wait. */
function endless(): Readable {
  const stream: Readable = new Readable({
    highWaterMark: 1000,
    read: () => void setImmediate().then(() => stream.push(Buffer.alloc(1000))),
  });
  return stream;
}

test('all bytes come, in order', async () => {
  const chunks = ['a', 'bc', '', 'def'].map((text) => Buffer.from(text));
  expect(await new Response(toWebStream(Readable.from(chunks, { objectMode: false }))).text()).toBe('abcdef');
});

test('a reader that leaves while bytes are waiting ends the stream, and nothing is thrown', async () => {
  const stream = endless();
  const reader = toWebStream(stream).getReader();
  await reader.read();
  for (let turn = 0; turn < 5; turn += 1) await setImmediate();
  const reading = reader.read();
  await reader.cancel();
  expect(stream.destroyed).toBe(true);
  await reading;
  await setImmediate();
});

test('what breaks the stream reaches its reader', async () => {
  const stream = endless();
  const reader = toWebStream(stream).getReader();
  await reader.read();
  stream.destroy(new Error('the disk is gone'));
  const rest = async () => {
    while (!(await reader.read()).done);
  };
  await expect(rest()).rejects.toThrow('the disk is gone');
});
