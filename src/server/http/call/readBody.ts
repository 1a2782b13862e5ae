import type { Context } from 'hono';
import { z } from 'zod';
import { ApiError, badParameter } from '../../../contract/errors';
import { parseJson } from '../../../contract/format/parseJson';
import { bodyBytes } from './bodyBytes';

/** More than any body of the API holds: the longest has one query of 120,000 characters. */
const MAX_BODY_BYTES = 512 * 1024;
/** More than any holds as well: the longest mapping has a few thousand. A hundred thousand take 100 ms to parse. */
const MAX_VALUES = 20_000;

/**
 * The JSON body of a request, as its schema describes it.
 * @param accept told its length in characters, before it is parsed: half a megabyte takes tens of milliseconds.
 * @throws ApiError badRequest that names the field, or tooLarge.
 */
export async function readBody<T>(
  context: Context,
  schema: z.ZodType<T>,
  accept: (length: number) => Promise<void>,
  maxBytes = MAX_BODY_BYTES,
): Promise<T> {
  const text = await limitedText(context, maxBytes);
  await accept(text.length);
  if (hasMoreThan(MAX_VALUES, text)) {
    throw new ApiError('tooLarge', 'The body has too many values', { allowed: `at most ${MAX_VALUES} values` });
  }
  const sent = parseJson(text);
  if (sent === undefined) throw badParameter('body', 'The body is no JSON', 'JSON');
  const parsed = schema.safeParse(sent);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const field = issue?.code === 'unrecognized_keys' ? issue.keys[0] : issue?.path.join('.');
  const allowed = issue === undefined ? 'an object' : describeAllowed(issue, schema);
  if (field === undefined || field === '') throw badParameter('body', 'The body is not understood', allowed);
  throw badParameter(field.slice(0, 100), `${field.slice(0, 100)} in the body is not understood`, allowed);
}

/** What would have been right; a schema's own message says so itself. */
function describeAllowed(issue: z.core.$ZodIssue, schema: z.ZodType): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.expected;
    case 'too_big':
      return `at most ${issue.maximum}`;
    case 'too_small':
      return `at least ${issue.minimum}`;
    case 'unrecognized_keys':
      return schema instanceof z.ZodObject ? Object.keys(schema.shape).join(', ') : 'no such field';
    default:
      return issue.message;
  }
}

const BEFORE_VALUES = new Set('{[,:');

/** Signs within texts do not count: the query of a view is full of brackets. */
function hasMoreThan(most: number, json: string): boolean {
  let values = 0;
  let isText = false;
  for (let at = 0; at < json.length && values <= most; at += 1) {
    const sign = json[at] ?? '';
    if (sign === '"') isText = !isText;
    else if (isText && sign === '\\') at += 1;
    else if (!isText && BEFORE_VALUES.has(sign)) values += 1;
  }
  return values > most;
}

/** @throws ApiError tooLarge, at once where the length was announced. */
async function limitedText(context: Context, maxSize: number): Promise<string> {
  const tooLarge = new ApiError('tooLarge', 'The body is too large', { allowed: `at most ${maxSize} bytes` });
  if (Number(context.req.header('content-length') ?? 0) > maxSize) throw tooLarge;
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of bodyBytes(context) ?? []) {
    bytes += piece.byteLength;
    if (bytes > maxSize) throw tooLarge;
    pieces.push(piece);
  }
  return new TextDecoder().decode(Buffer.concat(pieces));
}
