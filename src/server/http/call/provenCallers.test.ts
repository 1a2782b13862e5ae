import { expect, test } from 'vitest';
import { noteCaller, provenCaller } from './provenCallers';

test('headers are a caller’s once somebody was signed in by them, whatever stands beside the session', () => {
  expect(provenCaller({ cookie: 'session=a' })).toBeUndefined();
  noteCaller({ cookie: 'session=a' }, 'anna');
  noteCaller({ cookie: 'session=a; x=1' }, 'anna');
  expect([{ cookie: 'session=a' }, { cookie: 'session=a; x=1' }].map(provenCaller)).toEqual(['anna', 'anna']);
  expect([{ cookie: 'session=b' }, { authorization: 'session=c' }, {}].map(provenCaller)).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test('those that came last are remembered, and only so many', () => {
  noteCaller({ authorization: 'first' }, 'first');
  for (let at = 0; at < 10_000; at += 1) noteCaller({ authorization: `Bearer ${at}` }, 'many');
  expect(provenCaller({ authorization: 'first' })).toBeUndefined();
  expect(provenCaller({ authorization: 'Bearer 0' })).toBe('many');
});
