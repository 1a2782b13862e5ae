import { z } from 'zod';
import type { ColumnKind } from '../columns/columnFacts';
import { COMPARATORS } from '../query/comparators';
import { columnId, count } from './scalars';

/** Pages of tickets, and values of their columns. */

const columnKind = z.enum(['integer', 'text', 'enum', 'timestamp', 'computed'] satisfies ColumnKind[]);

/** Columns that are hidden or were not asked for are absent, so every column is optional. */
export const ticketSchema = z.partialRecord(columnId, z.union([z.string(), z.number(), z.null()]));
export type TicketRow = z.infer<typeof ticketSchema>;

export const previewResponseSchema = z.object({
  data: z.array(ticketSchema),
  /** Rows that match, whatever the page. */
  total: count,
  columns: z.array(z.object({ key: columnId, label: z.string(), type: columnKind })),
  availableFilters: z.array(
    z.object({
      key: z.string(),
      label: z.string(),
      type: z.string(),
      comparators: z.array(z.enum(COMPARATORS)),
      values: z.array(z.string()).optional(),
    }),
  ),
});
export type PreviewResponse = z.infer<typeof previewResponseSchema>;

export const valuesResponseSchema = z.object({
  /** Most frequent first; the null value is counted in `empty`. */
  values: z.array(z.object({ value: z.union([z.string(), z.number()]), count })),
  empty: count,
  /** Further values exist beyond `limit`. */
  more: z.boolean(),
});
export type ValuesResponse = z.infer<typeof valuesResponseSchema>;
