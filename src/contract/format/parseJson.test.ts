import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseJson } from './parseJson';

test.each(['{"__proto__":1}', '{"a":[{"\\u005f_proto_\\u005F" :{}}]}', '{"a":1', '', '{"a":"\\\\","__proto__":1}'])(
  '%s is none',
  (text) => {
    expect(parseJson(text)).toBeUndefined();
  },
);

test('anything else is read, also the name of that key in a text or in capitals', () => {
  expect(parseJson('{"a":"{\\"__proto__\\":1}","__PROTO__":["__proto__"]}')).toEqual({
    a: '{"__proto__":1}',
    __PROTO__: ['__proto__'],
  });
  fc.assert(
    fc.property(fc.json(), (text) => {
      const value: unknown = JSON.parse(text);
      expect(parseJson(text)).toEqual(hasPrototypeKey(value) ? undefined : value);
    }),
  );
});

function hasPrototypeKey(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.hasOwn(value, '__proto__') || Object.values(value).some(hasPrototypeKey);
}
