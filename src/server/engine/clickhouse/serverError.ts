import { ClickHouseError } from '@clickhouse/client';
import { limitError } from '../limitError';

/** From the last one on: an error that crossed servers holds those of the others. */
const IN_BODY = /Code: \d+\. DB::Exception: (?![\s\S]*Code: \d+\. DB::Exception: )[\s\S]*/;

/** A body that ended early, and nobody said why. */
export class CutError extends Error {
  constructor() {
    super('the answer of the ClickHouse server ended before it was whole');
    this.name = 'CutError';
  }
}

/** Why a body is not whole. @param text the end of it. */
export function serverError(text: string): Error {
  const [said] = IN_BODY.exec(text) ?? [];
  return said === undefined ? new CutError() : new Error(said.trim());
}

/** An error in the words of the embedded engine, or the bound that it tells of. */
export function engineError(error: unknown, seconds: 'seconds' | 'fileSeconds'): unknown {
  const said = error instanceof ClickHouseError ? inWords(error) : error;
  return limitError(said, seconds) ?? said;
}

function inWords(error: ClickHouseError): Error {
  const name = error.type === undefined ? '' : ` (${error.type})`;
  return new Error(`Code: ${error.code}. DB::Exception: ${error.message.trim()}${name}`, { cause: error });
}
