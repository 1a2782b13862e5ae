/** Thrown with one line for each bad variable. */
export class ConfigError extends Error {}
