import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseAst } from 'vite';
import { CLASSES, INERT, KEPT, LEFT_OUT, REPLACED } from './leanModules.mjs';

/**
 * Takes out of the page's build what its libraries bring along for features that are off here; `npm run dev` and unit
 * tests have everything. A module that an update of a library moves or drops stops the build and is named.
 * @returns {import('vite').Plugin}
 */
export function leanLibraries() {
  const all = [...LEFT_OUT, ...INERT, ...Object.keys(KEPT), ...Object.keys(CLASSES), ...Object.keys(REPLACED)];
  /** @type {Set<string>} */
  const met = new Set();
  return {
    name: 'lean-libraries',
    enforce: 'pre',
    apply: (_, { command, isSsrBuild }) => command === 'build' && isSsrBuild !== true,
    load(id) {
      const path = id.replaceAll('\\', '/').split('/node_modules/').at(-1) ?? '';
      const module = all.find((each) => each === path);
      if (module === undefined) return undefined;
      met.add(module);
      return leanSource(module, id);
    },
    buildEnd(error) {
      const gone = all.filter((each) => !met.has(each));
      if (error === undefined && gone.length > 0) {
        this.error(`No longer part of the page, to be taken off src/setup/lean/leanModules.mjs: ${gone.join(', ')}`);
      }
    },
  };
}

/**
 * @param {string} module as in the lists
 * @param {string} file where it is
 */
function leanSource(module, file) {
  const kept = KEPT[module];
  if (kept !== undefined) return `export { ${kept.names.join(', ')} } from '${kept.of}';${missing(kept.missing)}`;
  const replaced = REPLACED[module];
  if (replaced !== undefined) {
    const own = JSON.stringify(fileURLToPath(new URL(replaced.by, import.meta.url)));
    const as = replaced.asDefault === undefined ? '*' : `{ ${replaced.asDefault} as default }`;
    return `export ${as} from ${own};${missing(replaced.missing ?? [])}`;
  }
  const source = readFileSync(file, 'utf8');
  const classes = CLASSES[module];
  if (classes !== undefined) return withoutMethods(source, classes);
  const names = exportedNames(source);
  return INERT.includes(module) ? `const inert = () => null;${exportsOf('inert', names)}` : missing(names);
}

/**
 * @param {string} source
 * @param {readonly string[]} kept
 */
function withoutMethods(source, kept) {
  const gone = parseAst(source).body.filter(
    (each) =>
      each.type === 'ExpressionStatement' &&
      each.expression.type === 'AssignmentExpression' &&
      each.expression.left.type === 'MemberExpression' &&
      each.expression.left.object.type === 'Identifier' &&
      each.expression.left.property.type === 'Identifier' &&
      each.expression.left.property.name === 'prototype' &&
      !kept.includes(each.expression.left.object.name),
  );
  return gone.reduceRight((text, { start, end }) => text.slice(0, start) + text.slice(end), source);
}

/** @param {readonly string[]} names */
function missing(names) {
  const text = 'This part is left out of the build; see src/setup/lean/leanModules.mjs';
  return `const missing = () => { throw new Error('${text}'); };${exportsOf('missing', names)}`;
}

/**
 * @param {string} own
 * @param {readonly string[]} names
 */
function exportsOf(own, names) {
  return names.map((name) => `export { ${own} as ${name} };`).join('');
}

/** @param {string} source of a module @returns {string[]} */
function exportedNames(source) {
  return parseAst(source).body.flatMap((statement) => {
    if (statement.type === 'ExportDefaultDeclaration') return ['default'];
    if (statement.type !== 'ExportNamedDeclaration') return [];
    const { declaration, specifiers } = statement;
    const named = specifiers.flatMap(({ exported }) => (exported.type === 'Identifier' ? [exported.name] : []));
    if (declaration === null || declaration === undefined) return named;
    if (declaration.type !== 'VariableDeclaration')
      return 'id' in declaration && declaration.id ? [nameOf(declaration.id)] : [];
    return declaration.declarations.map(({ id }) => nameOf(id));
  });
}

/** @param {{ type: string; name?: string }} id */
function nameOf(id) {
  if (id.type !== 'Identifier' || id.name === undefined) throw new Error('an export without a plain name');
  return id.name;
}
