import { z } from 'zod';
import { badParameter } from '../errors';
import { lowerLevel } from '../privacy';
import { isFilterParameter } from './filterCodec';
import { decodeQueryString, type Parameter } from './queryString';
import { parseLevel, readPlain } from './ticketQuery';

/** Short links: `link=ID` stands for a query that is kept on the server. */

/** Mail and chat programs, and proxies, cut or refuse longer addresses. */
export const LONG_LINK = 8000;
/** Characters of a query that the server keeps; as much as an address of 128 KiB holds beside its path. */
export const MAX_STORED_QUERY = 120_000;

export const LINK_ID = /^[\w-]{22}$/;
export const LINK_ID_ALLOWED = '22 letters, digits, - and _';

export const storedQuery = z.string().max(MAX_STORED_QUERY);
export const newLinkSchema = z.strictObject({ query: storedQuery });
export const linkMadeSchema = z.object({ id: z.string() });
export const linkSchema = z.object({ query: z.string() });

/** The link that a query string names, and everything else in it; undefined when it names none. */
export function splitLink(search: string): { id: string; own: Parameter[] } | undefined {
  // A link needs its name in plain; whatever else stands there is read, and refused, where it belongs.
  if (!/(^\??|&)link=/.test(search)) return undefined;
  const parameters = decodeQueryString(search);
  const isLink = ({ name }: Parameter) => name === 'link';
  const id = readPlain(parameters.filter(isLink), ['link']).get('link') ?? '';
  if (!LINK_ID.test(id)) throw badParameter('link', 'link is not the id of a short link', LINK_ID_ALLOWED);
  return { id, own: parameters.filter((each) => !isLink(each)) };
}

const ORDER = ['orderByField', 'orderByDirection'];

/**
 * The parameters of a short link together with those that stand beside it. Filters and searched words of both are joined by AND,
 * the stricter `asLevel` counts, and a fixed moment cannot be moved: nothing beside a link can widen it.
 * @param stored the canonical query that the link stands for.
 * @throws ApiError that names the parameter.
 */
export function joinLink(stored: readonly Parameter[], own: readonly Parameter[]): Parameter[] {
  const ownFilters = own.filter(({ name }) => isFilterParameter(name));
  const shift = nextIndex(ownFilters);
  const filters = stored
    .filter(({ name }) => isFilterParameter(name))
    .map(({ name, value }) => ({
      name: name.replace(/\d+/, (index) => String(Number(index) + shift)),
      value,
    }));
  const ownPlain = own.filter(({ name }) => !isFilterParameter(name));
  const ownNames = new Set(ownPlain.map(({ name }) => name));
  if (ORDER.some((name) => ownNames.has(name))) for (const name of ORDER) ownNames.add(name);
  const fixedValues = new Map(stored.map(({ name, value }): [string, string] => [name, value]).reverse());
  const kept = stored.filter(({ name }) => !isFilterParameter(name) && !ownNames.has(name));
  return [...ownFilters, ...filters, ...ownPlain.map((each) => strictest(each, fixedValues)), ...kept];
}

function nextIndex(filters: readonly Parameter[]): number {
  return filters.reduce((next, { name }) => Math.max(next, Number(/^filters\[(\d+)\]/.exec(name)?.[1] ?? -1) + 1), 0);
}

/** A parameter beside a link, in so far as the link lets it. @param fixedValues what the link says of each name. */
function strictest({ name, value }: Parameter, fixedValues: ReadonlyMap<string, string>): Parameter {
  const fixed = fixedValues.get(name);
  if (name === 'asOf' && fixed !== undefined && fixed !== value) {
    throw badParameter('asOf', 'asOf moves the moment of a link that is fixed', [fixed]);
  }
  // Each word has to be there, so both together are stricter than each.
  if (name === 'search' && fixed !== undefined && fixed !== value) return { name, value: `${fixed} ${value}` };
  const [ownLevel, fixedLevel] = [value, fixed].map((text) => (name === 'asLevel' ? parseLevel(text) : undefined));
  if (ownLevel !== undefined && fixedLevel !== undefined) return { name, value: lowerLevel(ownLevel, fixedLevel) };
  return { name, value };
}
