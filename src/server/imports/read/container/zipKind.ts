import type { Entry } from 'yauzl';
import { ImportError } from '../../importError';

/** Whether a zip file is a workbook that can be read. @throws ImportError for other programs' workbooks. */
export function isWorkbook(entries: readonly Entry[], name: string): boolean {
  const has = (path: string) => entries.some(({ fileName }) => fileName === path);
  if (has('xl/workbook.bin')) throw new ImportError(`${name}: a binary workbook (.xlsb); save it as .xlsx or csv`);
  if (has('mimetype') && has('content.xml')) {
    throw notRead('OpenDocument', name);
  }
  return has('[Content_Types].xml') && has('xl/workbook.xml');
}

/** Of a format whose files hold tables, and can be saved as another one. */
export function notRead(format: string, name: string): ImportError {
  return new ImportError(`${name}: ${format} is not read; save it as .xlsx or csv`);
}

const SHOWN_NAMES = 5;

/** The one file of a zip file. @throws ImportError when it holds none or several. */
export function onlyFile(entries: readonly Entry[], name: string): Entry {
  const files = entries.filter(({ fileName }) => !isHidden(fileName));
  const [file, second] = files;
  if (file === undefined) throw new ImportError(`${name}: the zip file holds no file`);
  if (second === undefined) return file;
  const names = files.slice(0, SHOWN_NAMES).map(({ fileName }) => fileName);
  const more = files.length > SHOWN_NAMES ? ', ...' : '';
  throw new ImportError(
    `${name}: the zip file holds ${files.length} files (${names.join(', ')}${more}); unpack it and send the one with the tickets`,
  );
}

/** What programs pack beside the files that were meant. */
function isHidden(path: string): boolean {
  const name = path.split('/').at(-1) ?? '';
  return path.startsWith('__MACOSX/') || name.startsWith('.') || name === 'Thumbs.db';
}
