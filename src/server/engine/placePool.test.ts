import { expect, test } from 'vitest';
import { PlacePool } from './placePool';

test('the end waits for who is at work and in line; who comes afterwards is refused, and is given no place', async () => {
  const pool = new PlacePool(['place']);
  const order: string[] = [];
  let end: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    end = resolve;
  });
  const first = pool.use(() => held.then(() => order.push('first')));
  const second = pool.use(async () => order.push('second'));
  const shut = pool.shut().then(() => order.push('shut'));
  end();
  await Promise.all([first, second, shut]);
  expect(order).toEqual(['first', 'second', 'shut']);
  await expect(pool.use(async () => order.push('after'))).rejects.toThrow('The engine is closed');
  expect(order).toEqual(['first', 'second', 'shut']);
});
