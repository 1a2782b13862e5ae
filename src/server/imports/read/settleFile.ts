import type { ColumnMapping } from '../../../contract/columns/columnMapping';
import { EnoughRead, Undecided } from '../importError';
import { type ImportSource, openContainer, type ReadObserver } from './container/source';
import type { FileState } from './fileState';
import { openRows } from './openRows';
import { LeftOut } from './rawRow';
import { wholeEncoding } from './recognise/wholeEncoding';

export interface SettleOptions {
  timeZone: string;
  mapping?: ColumnMapping;
  lookObserver: () => ReadObserver;
}

/**
 * Looks a file through for what only the whole of it decides, and keeps it in its state.
 * @throws OpenQuestion when nothing in it tells, ImportError when it is broken.
 */
export async function settleFile(
  source: ImportSource,
  state: FileState,
  { what }: Undecided,
  options: SettleOptions,
): Promise<void> {
  if (what === 'encoding') return await settleEncoding(source, state, options);
  try {
    await settleValues(source, state, what, options);
  } catch (error) {
    if (!(error instanceof Undecided)) throw error;
    await settleEncoding(source, state, options);
    await settleValues(source, state, what, options);
  }
}

async function settleEncoding(source: ImportSource, state: FileState, { lookObserver }: SettleOptions): Promise<void> {
  const container = await openContainer(source);
  if (container.packing === 'workbook') throw new Error('a workbook tells its encoding');
  state.wholeEncoding = await wholeEncoding(container.bytes(lookObserver()), source.name);
}

/** Reads rows until one proves it. */
async function settleValues(
  source: ImportSource,
  state: FileState,
  what: Exclude<Undecided['what'], 'encoding'>,
  options: SettleOptions,
): Promise<void> {
  const { dates, decimal, midnights } = state.facts;
  const facts = [dates, decimal];
  const units = Object.values(state.facts.units);
  state.facts.isLooking = true;
  for (const fact of [...facts, ...units]) fact.lookThrough();
  const isKnown = () => {
    if (what === 'unit') return false;
    return what === 'midnight' ? midnights.isDate !== undefined : state.facts[what].value !== undefined;
  };
  try {
    const end = (await lookThrough(source, state, options, () => isKnown() && !facts.some((fact) => fact.isInDoubt)))
      ? 'in it'
      : 'in the part of it that a preview reads';
    for (const fact of facts) fact.settle(source.name, end);
    if (what === 'unit') for (const unit of units) unit.settle();
    if (what === 'midnight') midnights.settle();
  } finally {
    state.facts.isLooking = false;
    for (const fact of [...facts, ...units]) fact.stopLooking();
  }
}

/** @returns whether it was read to where everything was known, or to its end. */
async function lookThrough(
  source: ImportSource,
  state: FileState,
  { timeZone, mapping, lookObserver }: SettleOptions,
  isSettled: () => boolean,
): Promise<boolean> {
  const given = mapping === undefined ? {} : { mapping };
  const looking = { timeZone, state, leftOut: new LeftOut(), observer: lookObserver(), lookObserver, ...given };
  try {
    const { reader, batches } = await openRows(source, looking);
    for await (const rows of batches) {
      for (const row of rows) reader.read(row);
      if (isSettled()) break;
    }
    return true;
  } catch (error) {
    if (error instanceof EnoughRead) return false;
    throw error;
  }
}
