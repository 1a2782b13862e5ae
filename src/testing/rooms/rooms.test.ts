import { expect, test } from 'vitest';
import { entryGraph, entryOf, findCircle, type Import, readImports } from './importGraph';

/**
 * The rooms of each side, lowest first: what stands in a row may import what stands in the rows before it, and nothing
 * beside or behind it. src/README.md says what each is for.
 */
const ORDER: Record<string, readonly (readonly string[])[]> = {
  src: [['contract'], ['server', 'web'], ['setup']],
  'src/contract': [
    ['texts'],
    ['errors', 'recordOf', 'sla', 'time'],
    ['columns'],
    ['privacy', 'format'],
    ['query'],
    ['responses'],
    ['sentences', 'endpoints', 'languages'],
  ],
  'src/server': [
    ['config', 'log', 'workerFolder'],
    ['process', 'postgres'],
    ['engine', 'state'],
    ['access'],
    ['tickets', 'audit'],
    ['imports', 'exports', 'views'],
    ['sync', 'demo', 'schedules'],
    ['metrics', 'backup'],
    ['backend'],
    ['http'],
    ['cli', 'runProcess'],
    ['main', 'worker'],
  ],
  'src/web': [
    ['api'],
    ['settings', 'ui'],
    ['url'],
    ['filters'],
    ['audit', 'charts', 'exports', 'freshness', 'grid', 'import', 'schedules', 'views'],
    ['page'],
    ['app'],
    ['main'],
  ],
};

const imports = readImports('src');

/** Every import that goes to a row that is not before its own, or touches a room that has no row. */
function outOfOrder(folder: string, among: readonly Import[]): string[] {
  const rows = ORDER[folder] ?? [];
  const rowOf = (room: string) => rows.findIndex((row) => row.includes(room));
  return among.flatMap(({ from, to }) => {
    const [a, b] = [entryOf(from, folder), entryOf(to, folder)];
    if (a === undefined || b === undefined || a === b) return [];
    const isAllowed = rowOf(a) !== -1 && rowOf(b) !== -1 && rowOf(b) < rowOf(a);
    return isAllowed ? [] : [`${from} imports ${to}`];
  });
}

test.each(Object.keys(ORDER))('what is in %s is imported in the order of its rooms', (folder) => {
  expect(outOfOrder(folder, imports)).toEqual([]);
});

/** Folders that hold sources, and their own parents. */
function foldersOf(among: readonly Import[]): string[] {
  const folders = among.flatMap(({ from, to }) => [from, to]).flatMap(parentsOf);
  return [...new Set(folders)].sort();
}

function parentsOf(path: string): string[] {
  const parts = path.split('/').slice(0, -1);
  return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
}

test('no files and no folders import each other in a circle', () => {
  const circles = foldersOf(imports).flatMap((folder) => {
    const { graph, proof } = entryGraph(imports, folder);
    const circle = findCircle(graph) ?? [];
    return circle.slice(1).map((to, index) => proof.get(`${circle[index]}>${to}`));
  });
  expect(circles).toEqual([]);
});

test('the server and the page share the contract alone, and the contract imports neither', () => {
  const [server, web] = ['src/server/', 'src/web/'];
  const shared = imports.filter(
    ({ from, to }) =>
      (from.startsWith(server) && to.startsWith(web)) || (from.startsWith(web) && to.startsWith(server)),
  );
  expect(shared).toEqual([]);
  expect(imports.length).toBeGreaterThan(1000);
});

test('an import that goes back, and a circle, are found', () => {
  const back: Import[] = [
    { from: 'src/contract/time/wallTime.ts', to: 'src/contract/query/filters.ts' },
    { from: 'src/contract/query/filters.ts', to: 'src/contract/time/wallTime.ts' },
    { from: 'src/contract/attic/old.ts', to: 'src/contract/errors.ts' },
  ];
  expect(outOfOrder('src/contract', back)).toEqual([
    'src/contract/time/wallTime.ts imports src/contract/query/filters.ts',
    'src/contract/attic/old.ts imports src/contract/errors.ts',
  ]);
  expect(findCircle(entryGraph(back, 'src/contract').graph)).toEqual(['time', 'query', 'time']);
});
