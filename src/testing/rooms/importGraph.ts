import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../../..');
/** Static, dynamic, re-exporting and type-only imports of a relative path: what is a type today is a value tomorrow. */
const IMPORT = /(?:\bfrom|\bimport|\bimport\()\s*'(\.{1,2}\/[^']+)'/g;
const ENDINGS = ['', '.ts', '.tsx', '.mjs'];

/** One import: both files as paths from the project's root, with `/`. */
export interface Import {
  from: string;
  to: string;
}

/**
 * What the sources below a folder import of each other. Tests are left out: they may import anything.
 * @param folder from the project's root, such as `src`.
 */
export function readImports(folder: string): Import[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.split(sep).join('/')}`)
    .filter((path) => /\.(tsx?|mjs)$/.test(path) && !path.includes('.test.') && !path.startsWith('src/testing/'))
    .flatMap((path) => importsOf(path, readFileSync(join(ROOT, path), 'utf8')));
}

function importsOf(from: string, text: string): Import[] {
  return [...text.matchAll(IMPORT)].flatMap(([, specifier = '']) => {
    const base = join(ROOT, dirname(from), specifier);
    const found = ENDINGS.map((ending) => base + ending).find((path) => /\.\w+$/.test(path) && existsSync(path));
    return found === undefined ? [] : [{ from, to: relative(ROOT, found).split(sep).join('/') }];
  });
}

/**
 * Imports between the entries (files and folders) of one folder: what lies deeper counts for the entry that it is in.
 * @returns the entries that each entry imports; `proof` names an import for each, by `from>to`.
 */
export function entryGraph(imports: readonly Import[], folder: string) {
  const graph = new Map<string, Set<string>>();
  const proof = new Map<string, Import>();
  for (const each of imports) {
    const [from, to] = [entryOf(each.from, folder), entryOf(each.to, folder)];
    if (from === undefined || to === undefined || from === to) continue;
    graph.set(from, (graph.get(from) ?? new Set()).add(to));
    proof.set(`${from}>${to}`, each);
  }
  return { graph, proof };
}

/** The entry of a folder that a file is or lies in, without the file's ending; undefined outside of the folder. */
export function entryOf(path: string, folder: string): string | undefined {
  if (!path.startsWith(`${folder}/`)) return undefined;
  return path
    .slice(folder.length + 1)
    .split('/')[0]
    ?.replace(/\.\w+$/, '');
}

/** One circle of a graph, its first entry again at the end; undefined when there is none. */
export function findCircle(graph: ReadonlyMap<string, ReadonlySet<string>>): string[] | undefined {
  const done = new Set<string>();
  const visit = (node: string, way: readonly string[]): string[] | undefined => {
    if (way.includes(node)) return [...way.slice(way.indexOf(node)), node];
    if (done.has(node)) return undefined;
    for (const next of graph.get(node) ?? []) {
      const circle = visit(next, [...way, node]);
      if (circle !== undefined) return circle;
    }
    done.add(node);
    return undefined;
  };
  for (const node of graph.keys()) {
    const circle = visit(node, []);
    if (circle !== undefined) return circle;
  }
  return undefined;
}
