import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from '@playwright/test';
import { GRID_DEFAULT_LOCALE_TEXT } from '../src/setup/lean/gridTexts';

const WEB = join(import.meta.dirname, '..', 'dist', 'web');

function gzipBytes(files: readonly string[]): number {
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(join(WEB, file)), { level: 9 }).length, 0);
}

/** Whoever opens the page waits for these: the entry, what it imports, and its styles. */
test('what the page needs to start is small', () => {
  const html = readFileSync(join(WEB, 'index.html'), 'utf8');
  const files = [...html.matchAll(/\/reporting\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, file]) => file ?? '');
  expect(files.length).toBeGreaterThan(1);
  expect(gzipBytes(files)).toBeLessThanOrEqual(170_000);
});

/** In KB of 1,024 bytes. A person reads one language, so the longest catalogue counts and the others do not. */
test('all of its code together stays within bounds', () => {
  const files = readdirSync(join(WEB, 'assets')).filter((name) => /\.(js|css)$/.test(name));
  const isCatalogue = (name: string) => /^(english|german|pseudo)-/.test(name);
  const catalogues = files.filter(isCatalogue).map((name) => gzipBytes([join('assets', name)]));
  expect(catalogues.length).toBeGreaterThan(1);
  const code = gzipBytes(files.filter((name) => !isCatalogue(name)).map((name) => join('assets', name)));
  expect(code + Math.max(...catalogues)).toBeLessThanOrEqual(560 * 1024);
});

/** The grid's texts are a short list of ours there (src/setup/lean): one that it looks up and does not find throws. */
test('every text that the grid looks up is there', () => {
  const scripts = readdirSync(join(WEB, 'assets')).filter((name) => name.endsWith('.js'));
  const code = scripts.map((name) => readFileSync(join(WEB, 'assets', name), 'utf8')).join('');
  // One name, or one of two by a condition.
  const calls = [...code.matchAll(/getLocaleText\(([^)]*)\)/g)].map(([, asked = '']) =>
    asked.match(/(?<=[`'"])\w+(?=[`'"])/g),
  );
  expect(calls.length).toBeGreaterThan(9);
  expect(calls).not.toContain(null);
  const lookedUp = calls.flatMap((names) => names ?? []);
  expect([...new Set(lookedUp)].toSorted()).toEqual(Object.keys(GRID_DEFAULT_LOCALE_TEXT).toSorted());
});
