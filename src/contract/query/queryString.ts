import { shorten } from '../columns/columnNames';
import { badParameter } from '../errors';

/** One `name=value` of a query string, decoded, in the order in which it stood. */
export interface Parameter {
  name: string;
  value: string;
}

/**
 * Decodes a query string strictly: URLSearchParams would turn a broken escape into U+FFFD and report on
 * something that nobody asked for.
 * @throws ApiError badRequest that names the parameter.
 */
export function decodeQueryString(search: string): Parameter[] {
  const text = search.startsWith('?') ? search.slice(1) : search;
  return text
    .split('&')
    .filter((part) => part !== '')
    .map((part) => {
      const at = part.indexOf('=');
      const rawName = at === -1 ? part : part.slice(0, at);
      const name = decode(rawName, rawName);
      const value = at === -1 ? '' : decode(part.slice(at + 1), name);
      if (value.includes('\0'))
        throw badParameter(shorten(name), `${shorten(name)} contains a null byte`, 'text without null bytes');
      // Only an address that was not percent-encoded can have it, as in the body of a request.
      if (HALF_CHARACTER.test(value))
        throw badParameter(shorten(name), `${shorten(name)} contains half of a character`, 'whole characters');
      return { name, value };
    });
}

const HALF_CHARACTER = /\p{Surrogate}/u;

function decode(text: string, parameter: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    throw badParameter(shorten(parameter), 'Malformed percent-encoding', 'UTF-8, percent-encoded');
  }
}

/** Encodes parameters; brackets of names stay readable, everything in values that a shell or a mail program trips over does not. */
export function encodeQueryString(parameters: readonly Parameter[]): string {
  return parameters.map(({ name, value }) => `${encodeName(name)}=${encodeValue(value)}`).join('&');
}

function encodeName(name: string): string {
  return encodeURIComponent(name).replaceAll('%5B', '[').replaceAll('%5D', ']');
}

function encodeValue(value: string): string {
  return encodeURIComponent(value)
    .replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%2C', ',')
    .replaceAll('%3A', ':')
    .replaceAll('%2F', '/');
}
