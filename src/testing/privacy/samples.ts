import type { EndpointId } from '../../contract/endpoints/endpoints';
import { type Permission, PRIVACY_LEVELS } from '../../contract/privacy';
import {
  BY_AGENT,
  CHAT,
  type Made,
  type PrivacyWorld,
  restoreFailedJob,
  restoreMapping,
  restoreSchedules,
  restoreUpload,
  restoreViews,
  restoreWaitingJob,
  UPLOAD,
} from './world';

/**
 * The requests of the privacy tests. Every endpoint has samples here by its type, and so must every parameter that it
 * takes: the first privacy test names a missing one.
 */

export interface EndpointSample {
  /** Straight from the contract, apart from the code under test. */
  needs: readonly Permission[];
  /** Query strings by the parameter that they test; `{name}` in them is replaced by an id of the world. */
  parameters: Readonly<Record<string, readonly string[]>>;
  /** Added to every query of the endpoint. */
  base?: string;
  /** Values of `{id}` in the path, one after the other. */
  ids?: readonly (keyof Made)[];
  /** `{token}` is replaced by the user's token. */
  bodies?: readonly string[];
  /** Undoes the changes of the endpoint; called before each request that may succeed. */
  before?(world: PrivacyWorld): Promise<void>;
  /** A user with the permission finds an agent in the response, which proves that the search works. */
  showsAgents?: true;
  /** Its answers name hidden columns, for that is what they are asked for, and hold none of their values. */
  namesHidden?: true;
}

const READ = ['reportTickets'] as const;
const EXPORT = ['reportTickets', 'exportData'] as const;
const IMPORT = ['importTickets'] as const;

/** Of every endpoint. */
const LEVEL = { asLevel: PRIVACY_LEVELS.map((level) => `asLevel=${level}`) };

/** Of every endpoint that reads tickets. */
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
  orderByField: [
    'orderByField=t.topic',
    'orderByField=topic,email',
    'orderByField=email',
    'orderByField=againstDeadline',
    'orderByField=slaState',
  ],
  orderByDirection: ['orderByField=topic&orderByDirection=desc'],
  search: ['search=agent', 'search=a'],
  columns: ['columns=id,topic', 'columns=id,rawData', 'columns=id,slaState,againstDeadline'],
  asOf: ['asOf=2024-02-01 00:00:00'],
  link: ['link={link}', 'link={agentLink}'],
};

const FORMATS = [
  'format=csv',
  'format=csv&csvDialect=excel',
  'format=json',
  'format=ndjson',
  'format=parquet',
  'format=xlsx',
];
const FILES = {
  ...TICKETS,
  format: FORMATS,
  limit: ['limit=3'],
  offset: ['offset=5'],
  csvSafe: ['csvSafe=0'],
  csvDialect: ['csvDialect=rfc4180'],
  headers: ['headers=labels'],
  language: ['headers=labels&language=de'],
  delivery: ['delivery=email'],
};

const JOBS = ['csvJob', 'parquetJob', 'xlsxJob', 'agentJob', 'failedJob'] as const;
const CHAT_BODY = JSON.stringify({ query: CHAT });
const AGENT_BODY = JSON.stringify({ query: BY_AGENT });
const TIMES = '"when":{"every":"month","day":31,"at":"03:00"},"timeZone":"UTC"';
const SENTENCE = `"name":"New","delivery":{"kind":"sentence"},${TIMES}`;
const UNSUBSCRIBE = {
  ...LEVEL,
  schedule: ['schedule={schedule}'],
  recipient: ['recipient=nobody'],
  signature: ['signature=wrong'],
  reader: ['reader=wrong'],
  lang: ['lang=de'],
};
const NO_LINK = 'schedule=unknown&recipient=nobody&signature=wrong';
const MAPPINGS = ['{"mapping":{}}', '{"mapping":{"email":"email"}}'];

export const SAMPLES: Readonly<Record<EndpointId, EndpointSample>> = {
  'GET /health': { needs: [], parameters: LEVEL },
  'GET /health/live': { needs: [], parameters: LEVEL },
  'GET /health/ready': { needs: [], parameters: LEVEL },
  'GET /metrics': { needs: [], parameters: LEVEL },
  'GET /docs': { needs: [], parameters: LEVEL },
  'GET /docs/open-api': { needs: [], parameters: LEVEL },
  'GET /profile': { needs: [], parameters: LEVEL },
  'GET /session': { needs: [], parameters: LEVEL },
  'POST /session': { needs: [], parameters: LEVEL, bodies: ['{"token":"{token}"}', '{}'] },
  'POST /session/link': { needs: [], parameters: LEVEL, bodies: ['{"code":"unknown"}', '{}'] },
  'DELETE /session': { needs: [], parameters: LEVEL },
  'GET /export/reporting_tickets/preview': {
    needs: READ,
    parameters: { ...TICKETS, limit: ['limit=2'], offset: ['offset=3'] },
    showsAgents: true,
  },
  'GET /export/reporting_tickets': { needs: EXPORT, parameters: FILES, showsAgents: true },
  'POST /export/reporting_tickets/prepare': { needs: EXPORT, parameters: FILES },
  'GET /export/files/{id}': {
    needs: EXPORT,
    parameters: LEVEL,
    ids: ['csvFile', 'excelFile', 'xlsxFile', 'jsonFile', 'ndjsonFile', 'parquetFile', 'agentFile'],
    showsAgents: true,
  },
  'GET /report/reporting_tickets': {
    needs: READ,
    parameters: {
      ...TICKETS,
      groupBy: ['groupBy=channel', 'groupBy=email', 'groupBy=slaState'],
      bucket: ['bucket=day'],
      clock: ['clock=calendar', 'clock=working'],
    },
  },
  'GET /report/reporting_tickets/file': {
    needs: EXPORT,
    parameters: {
      ...TICKETS,
      groupBy: ['groupBy=channel', 'groupBy=email', 'groupBy=slaState'],
      bucket: ['bucket=day'],
      clock: ['clock=calendar', 'clock=working'],
      format: ['format=csv&table=why', 'format=csv&table=groups', 'format=xlsx'],
      table: ['table=tiles'],
      language: ['language=de'],
    },
  },
  'GET /report/reporting_tickets/values': {
    needs: READ,
    parameters: {
      ...TICKETS,
      column: ['column=allTags', 'column=email', 'column=rawData', 'column=slaState', 'column=againstDeadline'],
      q: ['q=agent', 'q=raw'],
      limit: ['limit=2'],
      single: ['single=1&column=allTags', 'single=1'],
    },
    base: 'column=topic',
  },
  'GET /line': { needs: READ, parameters: LEVEL },
  'POST /links': { needs: READ, parameters: LEVEL, bodies: [CHAT_BODY, AGENT_BODY] },
  'GET /links/{id}': { needs: READ, parameters: LEVEL, ids: ['link', 'agentLink'] },
  'GET /views': { needs: READ, parameters: LEVEL },
  'POST /views': {
    needs: READ,
    parameters: LEVEL,
    bodies: [CHAT_BODY, AGENT_BODY].map((body) => body.replace('{', '{"name":"New",')),
    before: restoreViews,
  },
  'PATCH /views/{id}': {
    needs: READ,
    parameters: LEVEL,
    ids: ['agentView', 'view'],
    bodies: ['{"name":"Renamed"}', '{"isDefault":true}', AGENT_BODY],
    before: restoreViews,
  },
  'DELETE /views/{id}': { needs: READ, parameters: LEVEL, ids: ['agentView'], before: restoreViews },
  'GET /schedules': { needs: READ, parameters: LEVEL, before: restoreSchedules },
  'POST /schedules': {
    needs: READ,
    parameters: LEVEL,
    bodies: [CHAT_BODY, AGENT_BODY].map((body) => body.replace('{', `{${SENTENCE},`)),
    before: restoreSchedules,
  },
  'PATCH /schedules/{id}': {
    needs: READ,
    parameters: LEVEL,
    ids: ['agentSchedule', 'schedule'],
    bodies: ['{"name":"Renamed"}', '{"isPaused":true}', AGENT_BODY],
    before: restoreSchedules,
  },
  'DELETE /schedules/{id}': { needs: READ, parameters: LEVEL, ids: ['agentSchedule'], before: restoreSchedules },
  'POST /schedules/{id}/run': {
    needs: READ,
    parameters: LEVEL,
    ids: ['agentSchedule', 'schedule'],
    before: restoreSchedules,
  },
  'GET /unsubscribe': { needs: [], parameters: UNSUBSCRIBE, base: NO_LINK },
  'POST /unsubscribe': {
    needs: [],
    parameters: { ...UNSUBSCRIBE, from: ['from=owner', 'from=nothing'] },
    base: NO_LINK,
  },
  'GET /export/jobs': { needs: EXPORT, parameters: LEVEL, before: restoreFailedJob },
  'GET /export/jobs/events': { needs: EXPORT, parameters: LEVEL, before: restoreFailedJob },
  'GET /export/jobs/{id}': { needs: EXPORT, parameters: LEVEL, ids: JOBS, before: restoreFailedJob },
  'DELETE /export/jobs/{id}': {
    needs: EXPORT,
    parameters: LEVEL,
    ids: ['failedJob', 'csvJob'],
    before: restoreWaitingJob,
  },
  'POST /export/jobs/{id}/retry': {
    needs: EXPORT,
    parameters: LEVEL,
    ids: ['failedJob', 'csvJob'],
    before: restoreFailedJob,
  },
  'GET /export/jobs/{id}/file': {
    needs: EXPORT,
    parameters: LEVEL,
    ids: JOBS,
    before: restoreFailedJob,
    showsAgents: true,
  },
  'DELETE /export/jobs/{id}/file': {
    needs: EXPORT,
    parameters: LEVEL,
    ids: ['failedJob'],
    before: restoreFailedJob,
  },
  'POST /export/jobs/{id}/seen': { needs: EXPORT, parameters: LEVEL, ids: JOBS, before: restoreFailedJob },
  'DELETE /export/jobs/{id}/entry': {
    needs: EXPORT,
    parameters: LEVEL,
    ids: ['failedJob'],
    before: restoreWaitingJob,
  },
  'GET /export/jobs/{id}/mail': { needs: EXPORT, parameters: LEVEL, ids: JOBS, before: restoreFailedJob },
  'GET /imports': { needs: IMPORT, parameters: LEVEL },
  'POST /imports': {
    needs: IMPORT,
    parameters: { ...LEVEL, name: ['name=tickets.csv'] },
    base: 'name=tickets.csv',
    bodies: [UPLOAD],
  },
  'POST /imports/{id}/files': {
    needs: IMPORT,
    parameters: { ...LEVEL, name: ['name=more.csv'] },
    base: 'name=more.csv',
    ids: ['upload'],
    bodies: [UPLOAD],
    before: restoreUpload,
  },
  'GET /imports/{id}': { needs: IMPORT, parameters: LEVEL, ids: ['upload'], before: restoreUpload },
  'DELETE /imports/{id}': { needs: IMPORT, parameters: LEVEL, ids: ['upload'], before: restoreUpload },
  'POST /imports/{id}/preview': {
    needs: IMPORT,
    parameters: LEVEL,
    ids: ['upload'],
    bodies: MAPPINGS,
    before: restoreUpload,
  },
  'POST /imports/{id}/start': {
    needs: IMPORT,
    parameters: LEVEL,
    ids: ['upload'],
    bodies: MAPPINGS,
    before: restoreUpload,
  },
  'GET /imports/{id}/rejects': { needs: IMPORT, parameters: LEVEL, ids: ['upload'], before: restoreUpload },
  'GET /mappings': { needs: IMPORT, parameters: LEVEL, before: restoreMapping },
  'POST /mappings': {
    needs: IMPORT,
    parameters: LEVEL,
    bodies: ['{"name":"Kept","mapping":{"id":"No"}}', '{"name":"Kept","mapping":{"email":"Agent"}}'],
    before: restoreMapping,
  },
  'GET /mappings/{id}': { needs: IMPORT, parameters: LEVEL, ids: ['mapping'], before: restoreMapping },
  'DELETE /mappings/{id}': { needs: IMPORT, parameters: LEVEL, ids: ['mapping'], before: restoreMapping },
  'GET /sync': { needs: IMPORT, parameters: LEVEL },
  'POST /sync': {
    needs: IMPORT,
    parameters: { ...LEVEL, replace: ['replace=0', 'replace=1'] },
  },
  // Without the key of the data folder nobody gets further.
  'POST /sync/from': { needs: IMPORT, parameters: LEVEL, bodies: ['{}'] },
  // Who exported agents' names is asked by those who may not see the agents.
  'GET /audit': {
    needs: ['viewAudit'],
    parameters: {
      ...LEVEL,
      format: ['format=json', 'format=csv'],
      user: ['user=Walker'],
      kind: ['kind=downloaded,mailed,refused'],
      column: ['column=email,rawData'],
      from: ['from=2024-01-01'],
      to: ['to=2099-12-31'],
      headers: ['headers=labels'],
      language: ['headers=labels&language=de'],
      limit: ['limit=500'],
      before: ['before=20'],
    },
    base: 'limit=500',
    namesHidden: true,
  },
  'POST /tokens': { needs: [], parameters: LEVEL, bodies: ['{}'] },
  'POST /tokens/list': { needs: [], parameters: LEVEL, bodies: ['{"key":"wrong"}', '{}'] },
  'POST /tokens/{id}/revoke': { needs: [], parameters: LEVEL, ids: ['view'], bodies: ['{"key":"wrong"}', '{}'] },
  'POST /session/links': { needs: [], parameters: LEVEL, bodies: ['{"key":"wrong"}', '{}'] },
  'POST /backups': { needs: [], parameters: LEVEL, bodies: ['{"key":"wrong","folder":"/tmp/none"}', '{}'] },
  'POST /backups/status': { needs: [], parameters: LEVEL, bodies: ['{"key":"wrong","folder":"/tmp/none"}', '{}'] },
};
