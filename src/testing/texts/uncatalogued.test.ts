import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { NOT_YET } from './notYet';
import { saidTooEarly, uncataloguedTexts } from './uncatalogued';

const WEB = join(import.meta.dirname, '../../web');

const SOURCES = readdirSync(WEB, { recursive: true, encoding: 'utf8' })
  .map((name) => name.replaceAll('\\', '/'))
  .filter((name) => /\.tsx?$/.test(name) && !name.includes('.test.'))
  .map((name) => ({ name, source: readFileSync(join(WEB, name), 'utf8') }));

test('every text of the page stands in a catalogue', () => {
  const found = SOURCES.filter(({ name }) => !NOT_YET.includes(name)).flatMap(({ name, source }) =>
    uncataloguedTexts(source).map((text) => `${name}: ${text}`),
  );
  expect(found).toEqual([]);
});

test('the list of what is not converted yet only shrinks: what is done is taken off', () => {
  const done = NOT_YET.filter((name) => {
    const file = SOURCES.find((each) => each.name === name);
    return file === undefined || uncataloguedTexts(file.source).length === 0;
  });
  expect(done).toEqual([]);
});

test('nothing is said while a module is loaded', () => {
  const early = SOURCES.filter(({ name }) => !name.startsWith('filters/')).flatMap(({ name, source }) =>
    saidTooEarly(source).map((call) => `${name}: ${call}`),
  );
  expect(early).toEqual([]);
});

test('words are found wherever people read them', () => {
  const found = uncataloguedTexts(`
    const action = { label: isOn ? 'Turn off' : say('on'), key: 'plain' };
    export const Part = () => (
      <p title="A title" id="no-title" aria-label={\`About \${name}\`}>
        Some text {count > 0 ? 'or other' : say('none')} {name === 'quiet' && 'then'} · – {say('said')}
      </p>
    );`);
  expect(found.sort()).toEqual(['A title', 'About', 'Some text', 'Turn off', 'or other', 'then']);
});

test('a call while the module is loaded is found, one in a function is not', () => {
  expect(
    saidTooEarly("const A = [say('a')]; const B = { run: () => say('b') }; function f() { return say('c'); }"),
  ).toEqual(['say']);
});
