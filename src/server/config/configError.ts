/** Thrown with one line for each bad variable: settings that are wrong by themselves, so that no later start finds them right. */
export class ConfigError extends Error {}

/** What a process ends with then (EX_CONFIG of sysexits.h); with 1 where a later start may help. */
export const BAD_SETTINGS = 78;
