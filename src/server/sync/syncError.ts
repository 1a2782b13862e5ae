/** Its message is for the operator of the mirror, and has no values of tickets, no token and no address. */
export class SyncError extends Error {}
