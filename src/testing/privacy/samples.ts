import { type Permission, PRIVACY_LEVELS } from '../../contract/privacy';
import type { Route } from '../../server/http/route';
import {
  BY_AGENT,
  CHAT,
  type Made,
  type PrivacyWorld,
  restoreFailedJob,
  restoreUpload,
  restoreViews,
  restoreWaitingJob,
  UPLOAD,
} from './world';

/**
 * What the privacy walk sends to each route. Every route, and every parameter that a route takes, must stand here:
 * the walk's first test says which one is missing.
 */

export interface RouteSample {
  /** Straight from the contract, apart from the code under test. */
  needs: readonly Permission[];
  /** Query strings by the parameter that they try; `{name}` in them stands for the id of something made. */
  parameters: Readonly<Record<string, readonly string[]>>;
  /** Goes with every query of the route. */
  base?: string;
  /** What `{id}` in the path stands for, one after the other. */
  ids?: readonly (keyof Made)[];
  /** `{token}` stands for the caller's token. */
  bodies?: readonly string[];
  /** Puts back what the route changes; done before each request that may be answered. */
  before?(world: PrivacyWorld): Promise<void>;
  /** Whoever may see agents finds one in the answer: the walk's own proof that it can find them. */
  showsAgents?: true;
}

const READ = ['reportTickets'] as const;
const EXPORT = ['reportTickets', 'exportData'] as const;
const IMPORT = ['importTickets'] as const;

/** Of every route. */
const LEVEL = { asLevel: PRIVACY_LEVELS.map((level) => `asLevel=${level}`) };

/** Of every route that reads tickets. */
const TICKETS = {
  ...LEVEL,
  filters: [
    CHAT,
    'filters[0][key]=slaState&filters[0][comparator]=in&filters[0][values][]=noSla',
    'filters[0][key]=againstDeadline&filters[0][comparator]=isEmpty',
    'filters[0][key]=dataCheck&filters[0][comparator]=notIn&filters[0][values][]=noDeadline',
    'filters[0][key]=createdAt&filters[0][comparator]=between&filters[0][from]=2024-01-01&filters[0][to]=now',
    BY_AGENT,
  ],
  orderByField: ['orderByField=t.topic', 'orderByField=email', 'orderByField=againstDeadline', 'orderByField=slaState'],
  orderByDirection: ['orderByField=topic&orderByDirection=desc'],
  columns: ['columns=id,topic', 'columns=id,rawData', 'columns=id,slaState,againstDeadline'],
  asOf: ['asOf=2024-02-01 00:00:00'],
  link: ['link={link}', 'link={agentLink}'],
};

const FORMATS = ['format=csv', 'format=csv&csvDialect=excel', 'format=json', 'format=xlsx'];
const FILES = {
  ...TICKETS,
  format: FORMATS,
  limit: ['limit=3'],
  offset: ['offset=5'],
  csvSafe: ['csvSafe=0'],
  csvDialect: ['csvDialect=rfc4180'],
};

const JOBS = ['csvJob', 'xlsxJob', 'agentJob', 'failedJob'] as const;
const CHAT_BODY = JSON.stringify({ query: CHAT });
const AGENT_BODY = JSON.stringify({ query: BY_AGENT });
const MAPPINGS = ['{"mapping":{}}', '{"mapping":{"email":"email"}}'];

export const SAMPLES: Readonly<Record<string, RouteSample>> = {
  'get /health': { needs: [], parameters: LEVEL },
  'get /docs/open-api': { needs: [], parameters: LEVEL },
  'get /profile': { needs: [], parameters: LEVEL },
  'get /session': { needs: [], parameters: LEVEL },
  'post /session': { needs: [], parameters: LEVEL, bodies: ['{"token":"{token}"}', '{}'] },
  'delete /session': { needs: [], parameters: LEVEL },
  'get /export/reporting_tickets/preview': {
    needs: READ,
    parameters: { ...TICKETS, limit: ['limit=2'], offset: ['offset=3'] },
    showsAgents: true,
  },
  'get /export/reporting_tickets': { needs: EXPORT, parameters: FILES, showsAgents: true },
  'post /export/reporting_tickets/prepare': { needs: EXPORT, parameters: FILES },
  'get /export/files/{id}': {
    needs: EXPORT,
    parameters: LEVEL,
    ids: ['csvFile', 'excelFile', 'xlsxFile', 'jsonFile', 'agentFile'],
    showsAgents: true,
  },
  'get /report/reporting_tickets': {
    needs: READ,
    parameters: {
      ...TICKETS,
      groupBy: ['groupBy=channel', 'groupBy=email', 'groupBy=slaState'],
      bucket: ['bucket=day'],
    },
  },
  'get /report/reporting_tickets/values': {
    needs: READ,
    parameters: {
      ...TICKETS,
      column: ['column=allTags', 'column=email', 'column=rawData', 'column=slaState', 'column=againstDeadline'],
      q: ['q=agent', 'q=raw'],
      limit: ['limit=2'],
    },
    base: 'column=topic',
  },
  'post /links': { needs: READ, parameters: LEVEL, bodies: [CHAT_BODY, AGENT_BODY] },
  'get /links/{id}': { needs: READ, parameters: LEVEL, ids: ['link', 'agentLink'] },
  'get /views': { needs: READ, parameters: LEVEL },
  'post /views': {
    needs: READ,
    parameters: LEVEL,
    bodies: [CHAT_BODY, AGENT_BODY].map((body) => body.replace('{', '{"name":"New",')),
    before: restoreViews,
  },
  'patch /views/{id}': {
    needs: READ,
    parameters: LEVEL,
    ids: ['agentView', 'view'],
    bodies: ['{"name":"Renamed"}', '{"isDefault":true}', AGENT_BODY],
    before: restoreViews,
  },
  'delete /views/{id}': { needs: READ, parameters: LEVEL, ids: ['agentView'], before: restoreViews },
  'get /export/jobs': { needs: EXPORT, parameters: LEVEL, before: restoreFailedJob },
  'get /export/jobs/events': { needs: EXPORT, parameters: LEVEL, before: restoreFailedJob },
  'get /export/jobs/{id}': { needs: EXPORT, parameters: LEVEL, ids: JOBS, before: restoreFailedJob },
  'delete /export/jobs/{id}': {
    needs: EXPORT,
    parameters: LEVEL,
    ids: ['failedJob', 'csvJob'],
    before: restoreWaitingJob,
  },
  'post /export/jobs/{id}/retry': {
    needs: EXPORT,
    parameters: LEVEL,
    ids: ['failedJob', 'csvJob'],
    before: restoreFailedJob,
  },
  'get /export/jobs/{id}/file': {
    needs: EXPORT,
    parameters: LEVEL,
    ids: JOBS,
    before: restoreFailedJob,
    showsAgents: true,
  },
  'get /export/jobs/{id}/mail': { needs: EXPORT, parameters: LEVEL, ids: JOBS, before: restoreFailedJob },
  'get /imports': { needs: IMPORT, parameters: LEVEL },
  'post /imports': {
    needs: IMPORT,
    parameters: { ...LEVEL, name: ['name=tickets.csv'] },
    base: 'name=tickets.csv',
    bodies: [UPLOAD],
  },
  'post /imports/{id}/files': {
    needs: IMPORT,
    parameters: { ...LEVEL, name: ['name=more.csv'] },
    base: 'name=more.csv',
    ids: ['upload'],
    bodies: [UPLOAD],
    before: restoreUpload,
  },
  'get /imports/{id}': { needs: IMPORT, parameters: LEVEL, ids: ['upload'], before: restoreUpload },
  'delete /imports/{id}': { needs: IMPORT, parameters: LEVEL, ids: ['upload'], before: restoreUpload },
  'post /imports/{id}/preview': {
    needs: IMPORT,
    parameters: LEVEL,
    ids: ['upload'],
    bodies: MAPPINGS,
    before: restoreUpload,
  },
  'post /imports/{id}/start': {
    needs: IMPORT,
    parameters: LEVEL,
    ids: ['upload'],
    bodies: MAPPINGS,
    before: restoreUpload,
  },
  'get /imports/{id}/rejects': { needs: IMPORT, parameters: LEVEL, ids: ['upload'], before: restoreUpload },
  'get /sync': { needs: IMPORT, parameters: LEVEL },
  'post /sync': {
    needs: IMPORT,
    parameters: { ...LEVEL, replace: ['replace=0', 'replace=1'] },
  },
  // Without the key of the data folder nobody gets further.
  'post /sync/from': { needs: IMPORT, parameters: LEVEL, bodies: ['{}'] },
};

export const keyOf = ({ method, path }: Pick<Route, 'method' | 'path'>): string => `${method} ${path}`;

/** @throws Error for a route that is not in the table. */
export function sampleOf(route: Route): RouteSample {
  const sample = SAMPLES[keyOf(route)];
  if (sample === undefined) throw new Error(`${keyOf(route)} has no sample`);
  return sample;
}
