/** A file that cannot be imported at all; the message is for whoever sent it. Nothing of it is stored. */
export class ImportError extends Error {}
