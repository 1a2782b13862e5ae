import { readFileSync } from 'node:fs';
import compile from 'icu-minify/compile';
import { transformWithOxc } from 'vite';

/** Modules that hold nothing but texts. */
const TEXTS = /\/src\/contract\/texts\/(english|german)\/\w+\.ts$/;

/**
 * Compiles the ICU messages of the catalogues, so that neither page nor server brings a parser of them. A message that is
 * not well-formed stops the build and is named.
 * @returns {import('vite').Plugin}
 */
export function compiledTexts() {
  return {
    name: 'compiled-texts',
    enforce: 'pre',
    async load(id) {
      if (!TEXTS.test(id.replaceAll('\\', '/'))) return undefined;
      const { code } = await transformWithOxc(readFileSync(id, 'utf8'), id, { sourcemap: false });
      /** @type {Record<string, Record<string, string>>} */
      const lists = await import(`data:text/javascript,${encodeURIComponent(code)}`);
      return Object.entries(lists)
        .map(([name, texts]) => `export const ${name} = ${JSON.stringify(compiledList(texts))};`)
        .join('\n');
    },
  };
}

/** @param {Record<string, string>} texts by their ids */
function compiledList(texts) {
  const entries = Object.entries(texts).map(([id, text]) => {
    try {
      return [id, compile(text)];
    } catch (error) {
      throw new Error(`The text ${id} is no ICU message: ${text}`, { cause: error });
    }
  });
  return Object.fromEntries(entries);
}
