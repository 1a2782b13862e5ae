import type { SessionSettings } from './access/session';
import type { Config } from './config/config';
import type { TicketEngine } from './engine/engine';
import type { Mailer } from './exports/mail/mailer';
import type { StateStore } from './state/stateStore';

/** The opened parts of a running server, handed to whoever needs them. */
export interface Services {
  config: Config;
  sessions: SessionSettings;
  engine: TicketEngine;
  state: StateStore;
  mailer: Mailer;
  /** Mails lie here while there is no mail server. */
  outboxFolder: string;
  /** Files that were made while somebody waited, until they are fetched. */
  downloadsFolder: string;
  /** Where users reach the page, without a trailing slash. */
  publicUrl: string;
  /** Made at each start; whoever knows it may read the data folder. */
  commandKey: string;
  /** The clock; tests set it. */
  now(): Date;
}
