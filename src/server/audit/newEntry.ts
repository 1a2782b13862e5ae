import type { AuditEntry } from '../../contract/responses/auditResponses';

/** Who did something, and from where. */
export type Actor = Pick<AuditEntry, 'userId' | 'userEmail' | 'level' | 'address' | 'program'>;

/** The server itself, as when a worker mails a file: whose file it is stands in its place. */
export const NO_ORIGIN = { address: null, program: null };

/** Somebody who is not signed in. */
export function nobody(from: Pick<Actor, 'address' | 'program'>): Actor {
  return { userId: null, userEmail: null, level: null, ...from };
}

/** What is to be recorded; what is left out means nothing for the kind. */
export type NewEntry = Pick<AuditEntry, 'kind'> &
  Actor & {
    detail?: string | undefined;
    query?: string;
    columns?: readonly string[];
    chosenBy?: readonly string[];
    rows?: number | undefined;
    times?: number;
    /** Entries with the same one are written once, by however many processes. */
    once?: string;
    /** Without it now. */
    at?: Date;
  };
