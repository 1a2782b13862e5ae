import { z } from 'zod';
import { isNearly } from '../../contract/format/isNearly';
import { type ClickhouseSettings, clickhouseSchema, clickhouseSettings } from './clickhouseSettings';
import { ConfigError } from './configError';
import { type EngineSettings, engineSchema, engineSettings } from './engineSettings';
import { type ExportSettings, exportSchema, exportSettings, type MailSettings, mailSettings } from './exportSettings';
import { type ImportSettings, importSchema, importSettings } from './importSettings';
import { type ListenSettings, listenSchema, listenSettings } from './listenSettings';
import { type ReportSettings, reportSchema, reportSettings } from './reportSettings';
import { type SignInSettings, signInSchema, signInSettings } from './signInSettings';

/** Settings, parsed once from the environment. The defaults suit one machine without any set-up. */

const environmentSchema = z.object({
  ...listenSchema.shape,
  ...reportSchema.shape,
  ...signInSchema.shape,
  ...engineSchema.shape,
  ...clickhouseSchema.shape,
  ...importSchema.shape,
  ...exportSchema.shape,
});

export interface Config extends ListenSettings, ReportSettings, SignInSettings, EngineSettings, ImportSettings {
  /** Set when the tickets are on a ClickHouse server. */
  clickhouse: ClickhouseSettings | undefined;
  exports: ExportSettings;
  mail: MailSettings;
}

/** @throws ConfigError that names every variable that is wrong and what it may be. */
export function readConfig(environment: Readonly<Record<string, string | undefined>>): Config {
  // Env files and service managers write an unset variable as an empty one.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  refuseMisspelt(given);
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
    throw new ConfigError([...new Set(lines)].join('\n'));
  }
  const env = parsed.data;
  if (env.CLICKHOUSE_CLUSTER !== undefined && env.DATABASE_URL === undefined) {
    throw new ConfigError(
      'CLICKHOUSE_CLUSTER: needs DATABASE_URL, the PostgreSQL in which all processes see which tables are the tickets',
    );
  }
  return {
    ...listenSettings(env),
    ...reportSettings(env),
    ...signInSettings(env),
    ...engineSettings(env),
    clickhouse: clickhouseSettings(env),
    ...importSettings(env),
    exports: exportSettings(env, env.DATA_DIR),
    mail: mailSettings(env),
  };
}

/** Too short names are near to what other programs are set by. */
const LEAST_LETTERS = 8;

/** One letter wrong in REPORTING_PRIVACY_LEVEL would show what it is meant to hide. */
function refuseMisspelt(given: Readonly<Record<string, string | undefined>>): void {
  const names = Object.keys(environmentSchema.shape).filter((name) => name.length >= LEAST_LETTERS);
  const lines = Object.keys(given).flatMap((name) => {
    const typed = name.toUpperCase();
    const meant = names.find((each) => each === typed || isNearly(each, typed));
    return meant === undefined || meant in given || name in environmentSchema.shape
      ? []
      : [`${name}: is no setting; ${meant} is`];
  });
  if (lines.length > 0) throw new ConfigError(lines.join('\n'));
}
