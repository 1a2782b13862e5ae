import { z } from 'zod';
import { MISLEADING, withFewMarks } from '../format/nameText';
import { storedQuery } from '../query/links';

/** Reports that users keep by name. */

export const MAX_VIEWS = 100;
/** Of the queries of one user's views together: the list has them all. */
export const MAX_VIEWS_CHARACTERS = 256 * 1024;
export const MAX_VIEW_NAME = 80;

/** Views that users share, of all of them together. */
export const MAX_SHARED_VIEWS = 200;
/** Of one user: nobody alone takes the room of all. */
export const MAX_SHARED_VIEWS_OF_USER = 20;

/** Of a name with its blanks and decomposed characters. */
const MAX_NAME_AS_SENT = 8 * MAX_VIEW_NAME;

/** A name that people give to what is kept. */
export const keptName = z
  .string()
  // Before anything is done with it: composing 100,000 marks takes seconds.
  .max(MAX_NAME_AS_SENT)
  // Control characters and halves of surrogate pairs: neither can be read, and no store keeps all of them.
  .regex(new RegExp(`^[^\\p{Cc}\\p{Cs}${MISLEADING}]*$`, 'u'), 'text without control characters')
  .regex(/[\p{L}\p{N}\p{P}\p{S}]|^$/u, 'text that can be seen')
  .transform((text) => withFewMarks(text.normalize('NFC')).replace(/\s+/g, ' ').trim())
  .pipe(z.string().min(1).max(MAX_VIEW_NAME));

export const newViewSchema = z.strictObject({
  name: keptName,
  query: storedQuery,
  isDefault: z.boolean().optional(),
  /** Everybody who may see reports sees it as well, as far as their level lets them. */
  isShared: z.boolean().optional(),
});
export type NewView = z.infer<typeof newViewSchema>;

export const viewChangeSchema = newViewSchema.partial();
export type ViewChange = z.infer<typeof viewChangeSchema>;

export const savedViewSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Canonical query string of the page; null where its owner may not see what it names any more, or there is a problem. */
  query: z.string().nullable(),
  /** What this version does not understand of it, as the end of a sentence; null when it is understood. */
  problem: z.string().nullable(),
  /** The page opens with it. */
  isDefault: z.boolean(),
  isShared: z.boolean(),
  /** Who shares it; null for one's own view, which alone can be changed. */
  sharedBy: z.string().nullable(),
});
export type SavedView = z.infer<typeof savedViewSchema>;

export const viewListSchema = z.object({ views: z.array(savedViewSchema) });
