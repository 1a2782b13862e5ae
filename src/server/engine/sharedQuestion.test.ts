import { expect, test, vi } from 'vitest';
import { type AskInLine, SharedQuestion } from './sharedQuestion';

/** A line whose turn comes when it is said, and a question in it that is answered when it is said. */
function makeLine() {
  const heard: { signal?: AbortSignal; begun: boolean } = { begun: false };
  let come: () => void = () => undefined;
  let answer: (value: string) => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const turn = new Promise<void>((resolve) => {
    come = resolve;
  });
  const answered = new Promise<string>((resolve, reject) => {
    answer = resolve;
    fail = reject;
  });
  const inLine: AskInLine<string> = async ({ signal, onTurn }) => {
    heard.signal = signal;
    const gone = new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
    await Promise.race([turn, gone]);
    onTurn();
    heard.begun = true;
    return Promise.race([answered, gone]);
  };
  return { heard, inLine, come, answer, fail };
}

test('the line whose turn comes first asks for all', async () => {
  const [slow, quick] = [makeLine(), makeLine()];
  const question = new SharedQuestion<string>();
  const both = Promise.all([question.ask(slow.inLine), question.ask(quick.inLine)]);
  quick.come();
  await vi.waitUntil(() => quick.heard.begun);
  slow.come();
  quick.answer('of both');
  expect(await both).toEqual(['of both', 'of both']);
  expect(slow.heard.begun).toBe(false);
  expect(await question.ask(makeLine().inLine)).toBe('of both');
});

test('who goes away leaves the answer to the others', async () => {
  const [first, second] = [makeLine(), makeLine()];
  const question = new SharedQuestion<string>();
  const leaving = new AbortController();
  const left = question.ask(first.inLine, leaving.signal);
  const stayed = question.ask(second.inLine, new AbortController().signal);
  first.come();
  await vi.waitUntil(() => first.heard.begun);
  second.come();
  leaving.abort(new Error('gone'));
  await expect(left).rejects.toThrow('gone');
  expect(first.heard.signal?.aborted).toBe(false);
  first.answer('of the one who stayed');
  expect(await stayed).toBe('of the one who stayed');
});

test('one that left before its turn leaves its line, and the other line asks', async () => {
  const [first, second] = [makeLine(), makeLine()];
  const question = new SharedQuestion<string>();
  const leaving = new AbortController();
  const left = question.ask(first.inLine, leaving.signal);
  const stayed = question.ask(second.inLine);
  leaving.abort(new Error('gone'));
  await expect(left).rejects.toThrow('gone');
  expect(first.heard.signal?.aborted).toBe(true);
  second.come();
  second.answer('asked');
  expect(await stayed).toBe('asked');
});

test('it is stopped once nobody waits for it', async () => {
  const line = makeLine();
  const question = new SharedQuestion<string>();
  const [one, two] = [new AbortController(), new AbortController()];
  const asked = [question.ask(line.inLine, one.signal), question.ask(makeLine().inLine, two.signal)];
  const told = Promise.allSettled(asked);
  line.come();
  await vi.waitUntil(() => line.heard.begun);
  one.abort(new Error('gone'));
  expect(line.heard.signal?.aborted).toBe(false);
  two.abort(new Error('gone too'));
  expect(line.heard.signal?.aborted).toBe(true);
  expect((await told).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await expect(question.answer).rejects.toThrow('gone too');
});

test('what it throws is thrown to all', async () => {
  const line = makeLine();
  const question = new SharedQuestion<string>();
  const both = Promise.allSettled([question.ask(line.inLine), question.ask(makeLine().inLine)]);
  line.come();
  line.fail(new Error('too much'));
  expect((await both).map((each) => each.status === 'rejected' && String(each.reason))).toEqual([
    'Error: too much',
    'Error: too much',
  ]);
});
