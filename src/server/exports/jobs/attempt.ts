import type { ExportServices } from '../exportServices';
import type { JobRow } from './jobStore';
import type { Lease } from './leases';
import type { RetryPolicy } from './retryPolicy';

/** One try at making or mailing a file, by the worker that holds the job's lease. */
export interface Attempt {
  services: ExportServices;
  policy: RetryPolicy;
  /** As it was when it was leased. */
  job: JobRow;
  lease: Lease;
  /** Aborted when the work is no longer this worker's, or cannot go on; the reason says why. */
  controller: AbortController;
}
