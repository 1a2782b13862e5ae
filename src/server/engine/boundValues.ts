import type { Sql, SqlValue } from './engine';

/**
 * The statement that binds values in a Session, for the next statement in the same Session.
 *
 * The library's own way of binding makes all bound queries of a process wait for one another, so that a page would
 * wait for an export. `SET param_...` binds them within a Session; the placeholders are typed and substituted by the
 * engine either way (ClickHouse manual, "Defining and Using Query Parameters").
 *
 * @param queryId by which `system.processes` and KILL QUERY know the next statement: where values are bound the engine
 * lists the statement as it understood it, without comments.
 * @param limits what the next statement may use.
 * @throws Error when the text has a placeholder without a value: the Session may still hold one of another question.
 */
export function bindStatement(sql: Sql, queryId: string, limits: QueryLimits = NO_LIMITS): string {
  requireBound(sql);
  const { params } = sql;
  const settings = Object.entries(params).map(([name, value]) => `param_${name} = ${literal(parameterText(value))}`);
  const bounds = [
    `max_execution_time = ${limits.seconds}`,
    `max_memory_usage = ${limits.memoryBytes}`,
    `max_result_bytes = ${RESULT_OF_ANSWER * limits.answerBytes}`,
  ];
  return `SET ${[`log_comment = ${literal(queryId)}`, ...bounds, WHOLE_RESULTS, ...settings].join(', ')}`;
}

/** By default version 26.7 skips rows that match where an OR has a side that is never true: `(toHour(t) != 0 OR 0) AND d IS NULL`. */
const WHOLE_RESULTS = 'use_skip_indexes_for_disjunctions = 0';

/**
 * The engine measures an answer before it is JSON, with whatever its columns refer to, so its own bound is wider: it keeps
 * what is far too large from being written at all.
 */
export const RESULT_OF_ANSWER = 2;

/** @throws Error when the text has a placeholder without a value. */
export function requireBound({ text, params }: Sql): void {
  for (const [, name = ''] of text.matchAll(PLACEHOLDER)) {
    if (!Object.hasOwn(params, name)) throw new Error(`nothing is bound to {${name}}`);
  }
}

/** What one statement may use; 0 is without a bound. */
export interface QueryLimits {
  seconds: number;
  memoryBytes: number;
  answerBytes: number;
}

const NO_LIMITS: QueryLimits = { seconds: 0, memoryBytes: 0, answerBytes: 0 };

const PLACEHOLDER = /\{(\w+):/g;

/** A value as the engine reads a parameter: text with the escapes of its tab-separated format, arrays as literals. */
function parameterText(value: SqlValue): string {
  if (typeof value === 'string') return value.replace(/[\\\t\n\r\0\b\f']/g, hexEscape);
  if (typeof value === 'number') return String(value);
  return `[${value.map((item) => (typeof item === 'string' ? literal(item) : String(item))).join(',')}]`;
}

function hexEscape(character: string): string {
  return `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
}

const PLAIN = /^[\w .,:@/+-]*$/;

/** A string literal in which only harmless characters stand for themselves, so that nothing can end it early. */
export function literal(text: string): string {
  if (PLAIN.test(text)) return `'${text}'`;
  let escaped = '';
  for (const byte of Buffer.from(text)) {
    const character = String.fromCharCode(byte);
    escaped += byte < 128 && PLAIN.test(character) ? character : `\\x${byte.toString(16).padStart(2, '0')}`;
  }
  return `'${escaped}'`;
}
