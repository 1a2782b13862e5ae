import { readFile } from 'node:fs/promises';
import type { ColumnMapping } from '../../../contract/columns/columnMapping';
import { isStoredColumn, STORED_COLUMN_IDS, type StoredColumnId } from '../../../contract/columns/columns';
import { type MappingFile, mappingFileSchema } from '../../../contract/columns/mappingFile';
import { ImportError } from '../importError';

/** Of a column that the file does not have: no text has a null byte. */
const NO_NAME = '\0';

const IN_HOURS = /\((?:hours?|hrs?|h|stunden|std\.?)\)\s*$/i;

/** A file's names of the documented columns. */
export class SourceNames {
  /** In the order of STORED_COLUMN_IDS. */
  readonly ofColumns: readonly string[];
  readonly #known: ReadonlySet<string>;
  readonly #seen = new Set<string>();
  readonly #unseen: Set<string>;

  /** @param leftOut names that are no column's. */
  constructor(mapping: ColumnMapping = {}, leftOut: readonly string[] = []) {
    const theirs = STORED_COLUMN_IDS.map((id) => mapping[id] ?? id);
    this.ofColumns = theirs.map((name) => (leftOut.includes(name) ? NO_NAME : name));
    this.#known = new Set(this.ofColumns);
    this.#unseen = new Set(Object.values(mapping));
  }

  /** Whether the file's name of a column says that its values are hours: "Closed after deadline (hours)". */
  isInHours(id: StoredColumnId): boolean {
    return IN_HOURS.test(this.ofColumns[STORED_COLUMN_IDS.indexOf(id)] ?? '');
  }

  /** Records that the file has this name. @returns whether it is a column's. */
  see(name: string): boolean {
    if (this.#unseen.size > 0) this.#unseen.delete(name);
    if (!this.#known.has(name)) return false;
    this.#seen.add(name);
    return true;
  }

  /** The columns that the file has, as far as it was read. */
  get present(): StoredColumnId[] {
    return STORED_COLUMN_IDS.filter((_, index) => this.#seen.has(this.ofColumns[index] ?? ''));
  }

  /** @throws ImportError when a mapped name is not in the file: with a typing error its values would be lost. */
  requireSeen(file: string, names?: readonly string[]): void {
    const [missing] = this.#unseen;
    if (missing === undefined) return;
    const has = names === undefined ? '' : `; it has: ${names.join(', ').slice(0, 1000)}`;
    throw new ImportError(`${file}: nothing in the file is called "${missing}", which a column is mapped to${has}`);
  }
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
