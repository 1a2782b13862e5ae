import type { Audit } from '../audit/audit';
import type { Config } from '../config/config';
import type { TicketEngine } from '../engine/engine';
import type { RowKeys } from '../state/rowKeys';
import type { StateStore } from '../state/stateStore';
import type { Mailer } from './mail/mailer';
import type { MailNote } from './mail/mailNote';

/** A file that is being made while somebody waits. */
export interface FileInMaking {
  userId: string;
  /** Its name's beginning. */
  stem: string;
  /** How many it will have, about. */
  bytes: number;
}

/** What exports are made, kept and delivered with. */
export interface ExportServices {
  config: Config;
  engine: TicketEngine;
  state: StateStore;
  /** Jobs are signed with them. */
  keys: RowKeys;
  audit: Audit;
  mailer: Mailer;
  /** Mails are kept here while there is no mail server. */
  outboxFolder: string;
  /** Files that were made while somebody waited, until they are fetched. */
  downloadsFolder: string;
  /** Of those, what is being made, in order: it counts before it is there. */
  filesInMaking: Set<FileInMaking>;
  /** Where users reach the page, without a trailing slash. */
  publicUrl: string;
  /**
   * What is added to the mail of a job that a schedule asked for; undefined for any other.
   * @throws ApiError when the schedule no longer asks for it.
   */
  noteOf?(jobId: string): Promise<MailNote | undefined>;
  /** The clock; tests set it. */
  now(): Date;
}
