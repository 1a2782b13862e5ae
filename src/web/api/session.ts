import type { Profile } from '../../contract/responses/sessionResponses';
import type { SignedIn } from './client';

/** Who is signed in, and the server's wall time when the page asked: the moment of every number on it. */
export interface Session {
  profile: Profile;
  asOf: string;
  /** When that was, by the server's clock, and by this browser's. */
  at: SignedIn['at'];
  /** Asks for a new moment. */
  refresh(): void;
  refreshing: boolean;
  /** Why the newest question for a moment failed; what is shown is then of an earlier one. */
  failure: unknown;
  signOut(): void;
  /** Shows the sign-in page over the report, which goes on afterwards as it is. */
  signInAgain(): void;
  /** Why signing out failed: whoever reads it is still signed in. */
  signOutFailure: Error | null;
}
