import type { ExportRequest } from '../query/requests';
import { say } from '../texts/texts';
import { describeQuery } from './describeQuery';

/** Which part of a result a file holds. */
export type Part = Pick<ExportRequest, 'limit' | 'offset'>;

/** What a file holds: "Channel is chat, from row 13 of the result on". */
export function describeExport({ query, ...part }: Part & Pick<ExportRequest, 'query'>): string {
  const words = describeQuery(query);
  const which = describePart(part);
  return which === undefined ? words : say('jobs.part', { words, part: which });
}

/** Undefined for the whole result. */
export function describePart({ limit, offset }: Part): string | undefined {
  if (limit === undefined && offset === 0) return undefined;
  const row = offset + 1;
  return limit === undefined ? say('jobs.part.from', { row }) : say('jobs.part.fromAtMost', { row, n: limit });
}
