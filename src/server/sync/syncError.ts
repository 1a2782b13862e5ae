/** A message for whoever runs the mirror; it holds no ticket's values, no token and no address. */
export class SyncError extends Error {}
