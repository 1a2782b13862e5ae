import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { protectFormulas, unprotectFormulas } from './protectFormulas';

/** What the rules are about, often beside each other. */
const text = fc.string({
  unit: fc.constantFrom(';', '\t', '\r', '\n', "'", '=', '+', '-', '@', '"', ',', 'a', 'é'),
  maxLength: 12,
});

/** A start that a spreadsheet would run. */
const UNPROTECTED = /^[=+\-@\t\r]|[;\t\r\n]"?[=+\-@]/;

describe('formulas in csv', () => {
  test.each([
    ['=1+1', "'=1+1"],
    ["''=1", "'''=1"],
    ['\ttab', "'\ttab"],
    ['foo;=1+1;bar', "foo;'=1+1;bar"],
    ["foo;'=1+1;-2", "foo;''=1+1;'-2"],
    ['a\r\n@b\n+c\t-d', "a\r\n'@b\n'+c\t'-d"],
    ['\t=1', "'\t'=1"],
    [';"=1+1', `;"'=1+1`],
    [`a\n"'@b`, `a\n"''@b`],
  ])('%j is written as %j', (plain, safe) => {
    expect(protectFormulas(plain)).toBe(safe);
    expect(unprotectFormulas(safe)).toBe(plain);
  });

  test.each(['a; =1', 'a=b', "it's;'quoted'", "'a", ";'", '5-3', 'a;""=1', '"=1', ';"a"=1', '\nline', ';\t;'])(
    '%j stays as it is',
    (plain) => {
      expect(protectFormulas(plain)).toBe(plain);
      expect(unprotectFormulas(plain)).toBe(plain);
    },
  );

  test('what is written holds no start of a formula, and is read as it was', () => {
    fc.assert(
      fc.property(text, (plain) => {
        const safe = protectFormulas(plain);
        expect(safe).not.toMatch(UNPROTECTED);
        expect(unprotectFormulas(safe)).toBe(plain);
      }),
      { numRuns: 3000 },
    );
  });

  test('what holds no start of a formula is read as a text that is written like that', () => {
    fc.assert(
      fc.property(
        text.filter((each) => !UNPROTECTED.test(each)),
        (safe) => {
          expect(protectFormulas(unprotectFormulas(safe))).toBe(safe);
        },
      ),
      { numRuns: 3000 },
    );
  });
});
