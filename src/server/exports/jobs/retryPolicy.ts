import { DAY_SECONDS } from '../../../contract/time/units';

/** How often and how long things are tried. Tests try sooner. */
export interface RetryPolicy {
  /** A worker that has not renewed its lease for so long is taken for dead. */
  leaseSeconds: number;
  /** Seconds before the second and each further try at making a file. */
  makeDelays: readonly number[];
  /** Seconds before each further try at mailing; the last one goes on. */
  mailDelays: readonly number[];
  /** After so long a mail that cannot be delivered is given up. */
  mailSeconds: number;
  /** Seconds that making a scheduled mail may take, and as many that handing it on may. */
  deliverySeconds: number;
  /** Seconds before each further try at recording that a mail is out. */
  recordDelay: number;
  /** Seconds between looks for files and jobs whose time is over. */
  sweepSeconds: number;
}

export const RETRY_POLICY: RetryPolicy = {
  leaseSeconds: 20,
  makeDelays: [5, 30],
  mailDelays: [10, 30, 60, 120, 300, 600, 1200, 1800],
  mailSeconds: DAY_SECONDS,
  deliverySeconds: 120,
  recordDelay: 1,
  sweepSeconds: 15,
};
