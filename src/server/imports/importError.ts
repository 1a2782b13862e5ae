/** A file that cannot be imported at all; the message is for its sender. Nothing of it is stored. */
export class ImportError extends Error {}

/** Thrown by whoever has read enough of a file, which is no failure. */
export class EnoughRead extends Error {}
