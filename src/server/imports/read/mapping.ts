import { readFile } from 'node:fs/promises';
import type { ColumnMapping } from '../../../contract/columns/columnMapping';
import { isStoredColumn, STORED_COLUMN_IDS, type StoredColumnId } from '../../../contract/columns/columns';
import { type MappingFile, mappingFileSchema } from '../../../contract/columns/mappingFile';
import { ImportError } from '../importError';
import { ELSE } from '../suggest/eitherName';
import type { TimeUnit } from './values/unitFact';

/** Of a column that the file does not have: no text has a null byte. */
const NO_NAME = '\0';

const UNITS_IN_NAMES: readonly (readonly [TimeUnit, RegExp])[] = [
  ['hours', /\((?:in )?(?:hours?|hrs?|h|stunden|std\.?)\)\s*$| in (?:hours|hrs|stunden|std\.?)\s*$/i],
  ['minutes', /\((?:in )?(?:minutes?|mins?\.?|minuten)\)\s*$| in (?:minutes|min\.?|minuten)\s*$/i],
  ['seconds', /\((?:in )?(?:seconds?|secs?|s|sekunden|sek\.?)\)\s*$| in (?:seconds|sec\.?|sekunden|sek\.?)\s*$/i],
];

const CLOSED_PLACE = STORED_COLUMN_IDS.indexOf('closedAt');

/** A file's names of the documented columns. */
export class SourceNames {
  /** In the order of STORED_COLUMN_IDS. */
  readonly ofColumns: readonly string[];
  readonly #known: ReadonlySet<string>;
  readonly #seen = new Set<string>();
  readonly #unseen: Set<string>;
  /** Whether a name can be that of a value within another: `fields.created`. */
  readonly hasPaths: boolean;
  /** Of the time that counts where the closing time is empty. */
  readonly #solved: string | undefined;

  /** @param leftOut names that are no column's. */
  constructor(mapping: ColumnMapping = {}, leftOut: readonly string[] = []) {
    const theirs = STORED_COLUMN_IDS.map((id) => mapping[id] ?? id);
    const [closed, solved] = (mapping.closedAt ?? '').split(ELSE);
    if (solved !== undefined && !leftOut.includes(solved)) this.#solved = solved;
    this.ofColumns = theirs
      .with(CLOSED_PLACE, solved === undefined ? (theirs[CLOSED_PLACE] ?? NO_NAME) : (closed ?? NO_NAME))
      .map((name) => (leftOut.includes(name) ? NO_NAME : name));
    this.hasPaths = this.ofColumns.some((name) => name.includes('.'));
    this.#known = new Set([...this.ofColumns, ...(this.#solved === undefined ? [] : [this.#solved])]);
    this.#unseen = new Set(
      Object.entries(mapping).flatMap(([id, name]) => (id === 'closedAt' ? name.split(ELSE) : [name])),
    );
  }

  /** The file's name of a column. */
  of(id: StoredColumnId): string {
    return this.ofColumns[STORED_COLUMN_IDS.indexOf(id)] ?? id;
  }

  /** The name that counts where that of a column is empty. */
  elseOf(place: number): string | undefined {
    return place === CLOSED_PLACE ? this.#solved : undefined;
  }

  /** Records that the file has this name. @returns whether it is a column's. */
  see(name: string): boolean {
    if (this.#unseen.size > 0) this.#unseen.delete(name);
    if (!this.#known.has(name)) return false;
    this.#seen.add(name);
    return true;
  }

  isColumn(name: string): boolean {
    return this.#known.has(name);
  }

  /** What the file's name of a column says of the unit of its values: "Closed after deadline (hours)". */
  unitOf(id: StoredColumnId): TimeUnit | undefined {
    const name = this.of(id);
    if (name === id) return 'seconds';
    return unitInName(name);
  }

  /** The columns that the file has, as far as it was read. */
  get present(): StoredColumnId[] {
    const isSeen = (name: string | undefined) => name !== undefined && this.#seen.has(name);
    return STORED_COLUMN_IDS.filter((_, index) => isSeen(this.ofColumns[index]) || isSeen(this.elseOf(index)));
  }

  /** @throws ImportError when a mapped name is not in the file: with a typing error its values would be lost. */
  requireSeen(file: string, names?: readonly string[]): void {
    const [missing] = this.#unseen;
    if (missing === undefined) return;
    const has = names === undefined ? '' : `; it has: ${names.join(', ').slice(0, 1000)}`;
    throw new ImportError(`${file}: nothing in the file is called "${missing}", which a column is mapped to${has}`);
  }
}

export function unitInName(name: string): TimeUnit | undefined {
  return UNITS_IN_NAMES.find(([, form]) => form.test(name))?.[0];
}

/**
 * The mapping of a command: a JSON file `{"column": "theirs"}`, which can say what values mean as well, and
 * `column=theirs` arguments that override it.
 * @throws ImportError that names what is wrong.
 */
export async function readMapping(args: readonly string[], path: string | undefined): Promise<MappingFile> {
  const mapping = path === undefined ? {} : parseMapping(await readMappingFile(path), path);
  const given = new Set<string>();
  for (const arg of args) {
    const [column = '', ...rest] = arg.split('=');
    const theirs = rest.join('=');
    if (!isStoredColumn(column) || theirs === '') throw new ImportError(`--map ${arg}: ${MAP_HINT}`);
    if (given.has(column)) throw new ImportError(`--map ${arg}: ${column} is mapped twice`);
    given.add(column);
    mapping[column] = theirs;
  }
  return parseMapping(mapping, '--map');
}

const MAP_HINT = `write column=theirs, where column is one of ${STORED_COLUMN_IDS.join(', ')}`;

async function readMappingFile(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    const why = error instanceof SyntaxError ? 'not JSON' : 'cannot be read';
    throw new ImportError(`${path}: ${why}; a mapping is {"column": "theirs", ...}`);
  }
}

function parseMapping(value: unknown, name: string): MappingFile {
  const parsed = mappingFileSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const at = issue?.path.join('.') ?? '';
  throw new ImportError(
    `${name}: ${at === '' ? '' : `${at}: `}${issue?.message ?? 'not understood'}; a mapping is {"column": "theirs", "values": {"priority": {"P1": "urgent"}}, "unknownValues": "empty"}, where column is one of ${STORED_COLUMN_IDS.join(', ')}`,
  );
}
