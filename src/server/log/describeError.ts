/** An error as the log has it. */
export interface DescribedError {
  type: string;
  message: string;
  /** Where it was thrown, innermost call first. */
  stack?: string;
  cause?: DescribedError;
  [fact: string]: unknown;
}

/** Names and numbers that libraries put on their errors; their other properties can hold rows, values or statements. */
const FACTS = ['code', 'errno', 'syscall', 'path', 'status', 'constraint', 'table', 'routine'] as const;
const MAX_MESSAGE = 500;
const MAX_FRAMES = 20;

/** What can be told of an error without anything of a ticket or a filter: stores quote what they could not read. */
export function describeError(error: unknown): DescribedError {
  if (!(error instanceof Error)) return { type: typeof error, message: withoutValues(String(error)) };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: error.name === 'Error' ? error.constructor.name : error.name,
    message: messageOf(error),
    ...factsOf(error),
    ...(frames.length === 0 ? {} : { stack: frames.slice(0, MAX_FRAMES).join('\n') }),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}

function factsOf(error: Error): Record<string, unknown> {
  const own: Readonly<Record<string, unknown>> = { ...error };
  return Object.fromEntries(
    FACTS.flatMap((name) => (['string', 'number'].includes(typeof own[name]) ? [[name, own[name]]] : [])),
  );
}

function messageOf(error: Error): string {
  if ('issues' in error && Array.isArray(error.issues)) return error.issues.slice(0, 5).map(describeIssue).join('; ');
  return withoutValues(error.message);
}

/** Of a schema that something did not fit: where, and what was wrong. */
function describeIssue(issue: { path?: unknown; code?: unknown }): string {
  const path = Array.isArray(issue.path) ? issue.path.join('.') : '';
  return `${path}: ${String(issue.code)}`;
}

/** ClickHouse: the number and the name of its error stay, what lies between can be a row or a statement. */
const ENGINE_MESSAGE = /Code: (\d+)\. DB::(?:\w*Exception|NetException): ([A-Za-z ]*)[\s\S]*/;
const ENGINE_NAME = /\(([A-Z][A-Z_]+)\)/g;
/** From the first quote to the last, of whatever kind: what is quoted can hold quotes. */
const QUOTED = /['"`“].*['"`”]/s;

/** A message without what stands in quotes. */
export function withoutValues(message: string): string {
  const engine = ENGINE_MESSAGE.exec(message);
  if (engine !== null) {
    const [, code = '', words = ''] = engine;
    const name = [...message.matchAll(ENGINE_NAME)].at(-1)?.[1] ?? 'no name';
    return `Code: ${code}. ${words.trim()} … (${name})`;
  }
  return message.replace(QUOTED, (quoted) => `${quoted.charAt(0)}…${quoted.at(-1)}`).slice(0, MAX_MESSAGE);
}
