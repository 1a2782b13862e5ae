/** A sign-in link or a token that the address brings, and what single sign-on leaves in it. */
const BROUGHT = /[#&](token|link)=|[?&]state=/;

/** Whether the address brings something to sign in with. */
export function isBrought(): boolean {
  return BROUGHT.test(window.location.search + window.location.hash);
}
