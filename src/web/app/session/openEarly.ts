import type { QueryClient } from '@tanstack/react-query';
import { profileQuery } from '../queryClient';
import { isBrought } from './isBrought';
import { lastUser } from './lastUser';

/**
 * Asks for the page's code and the profile while the texts are on their way, where somebody was signed in here last or
 * the address brings a sign-in: one after the other they cost two round trips more, and React's pause between two fallbacks.
 * @param preload fetches the page's code, which the sign-in page does not need.
 */
export function openEarly(client: QueryClient, preload: () => void): void {
  const brought = isBrought();
  if (!brought && lastUser() === undefined) return;
  preload();
  // A failure is not shown from here: the page asks once more.
  if (!brought) void client.prefetchQuery(profileQuery);
}
