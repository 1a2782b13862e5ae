import { z } from 'zod';
import { PRIVACY_LEVELS } from '../privacy';
import { EXPORT_FORMATS } from '../query/requests';
import { columnId, count, wallTime } from './scalars';
import { syncStatusSchema } from './syncStatus';

/** Who is signed in, where to sign in, and whether anything answers. */

export const profileSchema = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string(),
  permissions: z.array(z.string()),
  privacyLevel: z.enum(PRIVACY_LEVELS),
  hiddenColumns: z.array(columnId),
  timeZone: z.string(),
  limits: z.object({ syncRows: z.record(z.enum(EXPORT_FORMATS), count) }),
  defaultFormat: z.enum(EXPORT_FORMATS),
  /** Usual bytes of each visible column's values in text files, to say about how large a file will be. */
  columnBytes: z.partialRecord(columnId, z.number().nonnegative()).optional(),
  /** Wall time of the newest ticket change; null while there are no tickets. */
  dataAsOf: wallTime.nullable(),
  /** Address of a ticket in the helpdesk, with `{id}` in the place of its id; null where none is set. */
  ticketUrl: z.string().nullable().optional(),
  /** Wall time of the newest creation that is not ahead; null while there are no tickets. */
  newestCreatedAt: wallTime.nullable().optional(),
  /** The breach rate that is aimed at, 0..1; null where none is set. */
  targetRate: z.number().min(0).max(1).nullable().optional(),
  /** When work is done, in words (`Mo-Fr 08:00-18:00, without holidays of DE-BY`); null or missing where no hours are set. */
  workingHours: z.string().nullable().optional(),
  /** Whether the instance tells what tickets are about (SUBJECT_PATH). */
  hasSubject: z.boolean().optional(),
  /** The store holds made-up tickets. */
  demoData: z.boolean(),
  /** Null unless the tickets are those of another instance. */
  sync: syncStatusSchema.nullable(),
  /** Query of the saved view that the page opens with. */
  defaultView: z.string().nullable(),
});
export type Profile = z.infer<typeof profileSchema>;

const namesSchema = z.object({ name: z.string(), mail: z.string() });

/** Somebody is about to be signed in where somebody else is, or was: "You are X. Go on as Y?" */
export const signInQuestionSchema = z.object({
  /** Null when nobody is signed in any more: the browser knows who was. */
  current: namesSchema.nullable(),
  next: namesSchema,
  /** To be sent with the answer "go on". */
  replaces: z.string(),
});
export type SignInQuestion = z.infer<typeof signInQuestionSchema>;

/** `loginUrl`: where single sign-on begins; `{returnTo}` in it stands for the report's address. */
export const signInWaysSchema = z.object({ loginUrl: z.string().nullable() });
export type SignInWays = z.infer<typeof signInWaysSchema>;

export const healthSchema = z.object({ status: z.enum(['ok', 'starting']) });
