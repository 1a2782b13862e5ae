/** Files of the page with texts that stand in no catalogue yet; it may only shrink. */
export const NOT_YET: readonly string[] = [];
