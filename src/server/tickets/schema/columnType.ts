/** Types as the engine writes them, and which of them can take the place of another. */

interface ColumnType {
  /** `Int64`, `String`, ...; of an enum `Enum8`. */
  base: string;
  /** Numbers of an enum's values, by name. */
  values: ReadonlyMap<string, number>;
  nullable: boolean;
  /** Stored as a dictionary; the values are the same. */
  lowCardinality: boolean;
}

const ENUM_VALUE = /'((?:[^'\\]|\\.)*)' = (-?\d+)/g;
const INTEGERS = ['Int8', 'Int16', 'Int32', 'Int64'];

function readType(text: string): ColumnType {
  const [lowCardinality, nullableText] = unwrapped(text, 'LowCardinality');
  const [nullable, base] = unwrapped(nullableText, 'Nullable');
  const isEnum = /^Enum\d+\(/.test(base);
  const values = new Map(isEnum ? [...base.matchAll(ENUM_VALUE)].map(([, name = '', n]) => [name, Number(n)]) : []);
  return { base: isEnum ? base.slice(0, base.indexOf('(')) : base, values, nullable, lowCardinality };
}

function unwrapped(text: string, name: string): [boolean, string] {
  const isWrapped = text.startsWith(`${name}(`) && text.endsWith(')');
  return isWrapped ? [true, text.slice(name.length + 1, -1)] : [false, text];
}

/**
 * What it takes to bring a column from one type to another.
 * - `same`: nothing.
 * - `named`: an enum gained values; what is stored stays as it is.
 * - `rewritten`: the new type holds every value of the old one, and they are stored otherwise.
 * - otherwise why it cannot be done, with the column's name before it.
 */
export type TypeChange = { kind: 'same' | 'named' | 'rewritten' } | { kind: 'refused'; why: string };

export function typeChange(stored: string, wanted: string): TypeChange {
  if (stored === wanted) return { kind: 'same' };
  const [from, to] = [readType(stored), readType(wanted)];
  if (from.nullable && !to.nullable) return refused('can be empty there, and must not be in this version');
  const isSameForm =
    from.base === to.base && from.nullable === to.nullable && from.lowCardinality === to.lowCardinality;
  if (from.values.size > 0 && to.values.size > 0) {
    return enumProblem(from, to) ?? { kind: isSameForm ? 'named' : 'rewritten' };
  }
  const [narrow, wide] = [INTEGERS.indexOf(from.base), INTEGERS.indexOf(to.base)];
  if (from.base === to.base || (narrow !== -1 && narrow < wide)) return { kind: 'rewritten' };
  return refused(`is ${stored} there, and ${wanted} in this version`);
}

function enumProblem({ values: from }: ColumnType, { values: to }: ColumnType): TypeChange | undefined {
  const gone = [...from.keys()].filter((name) => !to.has(name));
  if (gone.length > 0) return refused(`has values there that this version does not have: ${gone.join(', ')}`);
  const moved = [...from].some(([name, number]) => to.get(name) !== number);
  return moved ? refused('has its values there in another order than this version') : undefined;
}

function refused(why: string): TypeChange {
  return { kind: 'refused', why };
}
