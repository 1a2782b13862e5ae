import { z } from 'zod';
import { columnMappingSchema, ENUM_COLUMN_IDS, storedColumnId, wordingSchema } from '../columns/columnMapping';
import { STORED_COLUMN_IDS } from '../columns/columns';
import { dialectSchema, fileQuestionSchema, recognisedSchema } from './fileDialect';
import { count } from './scalars';

/** Uploads of tickets, as the API answers them. */

/** uploaded: the file is here and nothing of it is stored. failed: nothing of it is stored, and it may be tried again. */
const UPLOAD_STATES = ['uploaded', 'running', 'done', 'failed'] as const;

/** reading: the files are read beside the tickets. storing: what was read takes its place among them. */
const IMPORT_PHASES = ['reading', 'storing'] as const;
export type ImportPhase = (typeof IMPORT_PHASES)[number];

/** Times without which charts have nothing to show. */
export const CHART_TIMES = ['createdAt', 'closedAt', 'dueBy'] as const;

const example = z.object({ file: z.string(), line: count, value: z.string().nullable() });

/** Rows that are rejected for one reason: a kind of fault in a column. A row with several faults counts in each. */
export const rejectGroupSchema = z.object({
  /** Null when it is the row itself. */
  column: storedColumnId.nullable(),
  /** "is not a whole number" */
  what: z.string(),
  count,
  first: example,
  /** The first three. */
  examples: z.array(example),
  /** What would mend them: "Say what these values mean". */
  mend: z.string(),
});
export type RejectGroup = z.infer<typeof rejectGroupSchema>;

/** What was recognised of the files, and the reasons of rejects, the most frequent first. */
const readingSchema = z.object({
  recognised: z.array(recognisedSchema),
  rejectGroups: z.array(rejectGroupSchema),
  /** What is not as it seems, in sentences: words that are read as empty, tickets without a closing time. */
  notes: z.array(z.string()),
  /** Columns that a file lacks and that are worked out from the times that it has. */
  derived: z.array(storedColumnId),
  /** Times that no file has: what the charts lack. */
  lacking: z.array(z.enum(CHART_TIMES)),
});

/** What an import did. */
export const importSummarySchema = readingSchema.extend({
  read: count,
  /** Rows that are in the store now because of this import. */
  stored: count,
  /** Of the stored ones, how many took the place of a ticket with the same id. */
  replaced: count,
  rejected: count,
  /** Rejected rows that are counted, but not in the list. */
  rejectedUnlisted: count,
  /** Where and why the first row was rejected. */
  firstReject: z.string().nullable(),
  /** Understood, but another row with the same id was newer or, equally new, came later. */
  outdated: count,
  /** Times that were written with `T` or an offset. */
  convertedTimes: count,
  /** Names in the files that are no documented columns. */
  leftOut: z.array(z.string()),
  /** Demo tickets made way for real ones. */
  demoRemoved: z.boolean(),
});
export type ImportSummary = z.infer<typeof importSummarySchema>;

/** Why an import was not done unasked: it would lose much of what is stored, or put tickets in the place of others. */
export const importDoubtSchema = z.object({
  read: count,
  rejected: count,
  stored: count,
  /** Tickets that there would be. */
  left: count,
  /** Stored tickets with the id of a row that was created on another day: those of another project, as it seems. */
  others: count,
});
export type ImportDoubt = z.infer<typeof importDoubtSchema>;

export const uploadSchema = z.object({
  id: z.string(),
  /** They are imported together, in this order. */
  fileNames: z.array(z.string()).min(1),
  /** Of all of them. */
  bytes: count,
  state: z.enum(UPLOAD_STATES),
  progress: z
    .object({
      phase: z.enum(IMPORT_PHASES),
      rows: count,
      bytes: count,
      totalBytes: count,
      seconds: z.number().nonnegative(),
    })
    .nullable(),
  summary: importSummarySchema.nullable(),
  /** Why it failed. */
  reason: z.string().nullable(),
  /** Set when it failed for these numbers alone: it is done when it is started with `allowRejects`. */
  doubt: importDoubtSchema.nullable(),
});
export type Upload = z.infer<typeof uploadSchema>;

export const uploadListSchema = z.object({ maxBytes: count, uploads: z.array(uploadSchema) });
export type UploadList = z.infer<typeof uploadListSchema>;

/** Whether a column exists depends on who asks, so any name is taken here, and each is looked up by them. */
const namedColumn = z.string().meta({ enum: STORED_COLUMN_IDS });
const mappingBodySchema = wordingSchema.extend({
  /** Needed without `suggest`; with it what the names of the files suggest is taken in its place. */
  mapping: z.record(namedColumn, columnMappingSchema.valueType).optional(),
  /** How the files are written; what it does not say is recognised. */
  dialect: dialectSchema.optional(),
});
/** `whole` reads all of the files, as far as it gets in some seconds; without it their first rows. */
export const previewBodySchema = mappingBodySchema.extend({ whole: z.boolean().optional() });
/**
 * `replace` removes the tickets that are there, in the same step; with `allowRejects` also when more than half of the
 * rows are rejected, or less than half of the tickets would be left.
 */
export const startBodySchema = mappingBodySchema.extend({
  replace: z.boolean().optional(),
  allowRejects: z.boolean().optional(),
});

/** The words that the files have in a column of words, the most frequent first. */
const foundValuesSchema = z.object({
  column: z.enum(ENUM_COLUMN_IDS),
  values: z.array(
    z.object({
      /** As it is written first; case makes no other word. */
      value: z.string(),
      count,
      /** What is stored for it: null for no value, and for what is not known. */
      meaning: z.string().nullable(),
      from: z.enum(['own', 'said', 'suggested', 'unknown']),
    }),
  ),
  /** Cells with words that are not listed, since there are too many, or too long ones. */
  others: count,
});
export type FoundValues = z.infer<typeof foundValuesSchema>;

/** The first rows of an upload as they would be stored; of several files those of the first, and the counts of all. */
export const importPreviewSchema = readingSchema.extend({
  /** Columns of the files. */
  names: z.array(z.string()),
  /** Columns that the caller may map to. */
  columns: z.array(storedColumnId),
  /** By similar names, or by those that a helpdesk's export is known to have. */
  suggested: columnMappingSchema,
  /** The helpdesk whose export it is. */
  preset: z.string().nullable(),
  values: z.array(foundValuesSchema),
  /** Whether the counts are of all rows. */
  isWhole: z.boolean(),
  read: count,
  rejected: count,
  convertedTimes: count,
  leftOut: z.array(z.string()),
  /** Without what is null; long values are cut. */
  tickets: z.array(z.record(z.string(), z.union([z.string(), z.number()]))),
  rejects: z.array(z.object({ file: z.string(), line: count, reason: z.string(), raw: z.string() })),
  /** Why they cannot be imported with this mapping. */
  problem: z.string().nullable(),
  /** What the files do not tell, where that is the problem. */
  question: fileQuestionSchema.nullable(),
  /** What is in the store already. Demo tickets make way for any others. */
  stored: z.object({ tickets: count, demo: z.boolean() }),
});
export type ImportPreview = z.infer<typeof importPreviewSchema>;
