import { COLUMN_IDS, type ColumnId, isColumnId } from '../../../contract/columns/columns';
import { API_BASE } from '../../../contract/endpoints/endpoint';
import type { NamedEndpoint } from '../../../contract/endpoints/endpointList';
import { errorBodySchema } from '../../../contract/errors';
import { PRIVACY_LEVELS } from '../../../contract/privacy';
import { COMPARATORS } from '../../../contract/query/comparators';
import { filterKeys } from '../../../contract/query/filters';
import { choice } from '../../../contract/query/parameters';
import { SEARCHED_COLUMNS } from '../../../contract/query/search';
import { DIRECTIONS_OF_ORDER } from '../../../contract/query/ticketQuery';
import { DESCRIPTIONS } from './descriptions/descriptions';
import { jsonSchema } from './jsonSchema';
import { responsesOf } from './openApiResponses';
import { TAGS, tagOf } from './tags';

const ABOUT = `Reports over a helpdesk’s ticket table.

Filters are joined by AND and counted from 0 without a gap; N in their parameters stands for the number:
filters[0][key]=channel&filters[0][comparator]=in&filters[0][values][]=chat&filters[0][values][]=portal&filters[1][key]=createdAt&filters[1][comparator]=>=&filters[1][value]=now-30d

Names and values are percent-encoded; brackets of names may stand as they are. Whatever is not understood is refused with an error that names the parameter.`;

interface ParameterDoc {
  name: string;
  in: 'query' | 'path';
  required: boolean;
  description?: string;
  schema: unknown;
}

/**
 * The OpenAPI 3 document of the endpoints, made from the schemas that the server validates with, as it is for whoever
 * sees every column.
 */
export function wholeDocument(endpoints: readonly NamedEndpoint[]): object {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const endpoint of endpoints) {
    const path = API_BASE + endpoint.path;
    paths[path] = { ...paths[path], [endpoint.method.toLowerCase()]: operation(endpoint) };
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Ticketlens', version: '1', description: ABOUT },
    tags: TAGS.map(({ name, description }) => ({ name, description })),
    paths,
    components: {
      securitySchemes: {
        bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        cookie: { type: 'apiKey', in: 'cookie', name: 'ticketlens_session' },
      },
      schemas: { Error: jsonSchema(errorBodySchema) },
    },
  };
}

/**
 * Takes hidden columns out of every list of words, wherever in a document it stands.
 * @param visible the columns that exist for the reader; no list names another.
 */
export function withoutHidden(part: unknown, visible: readonly ColumnId[]): unknown {
  if (Array.isArray(part)) return part.map((each) => withoutHidden(each, visible));
  if (typeof part !== 'object' || part === null) return part;
  return Object.fromEntries(
    Object.entries(part).map(([name, value]) => [
      name,
      name === 'enum' && Array.isArray(value)
        ? value.filter((word) => !isColumnId(String(word)) || visible.some((id) => id === word))
        : withoutHidden(value, visible),
    ]),
  );
}

function operation(endpoint: NamedEndpoint): object {
  return {
    operationId: operationId(endpoint),
    summary: DESCRIPTIONS[endpoint.id].summary,
    tags: [tagOf(endpoint.path)],
    ...(endpoint.access === 'public' ? {} : { security: [{ bearer: [] }, { cookie: [] }] }),
    ...(endpoint.access === 'public' || endpoint.access.length === 0
      ? {}
      : { description: `Needs ${endpoint.access.join(' and ')}.` }),
    parameters: [
      ...pathParameters(endpoint.path),
      ...(endpoint.readsTickets ? TICKET_PARAMETERS : []),
      AS_LEVEL,
      ...own(endpoint),
    ],
    ...(endpoint.body === undefined
      ? {}
      : { requestBody: { required: true, content: { 'application/json': { schema: jsonSchema(endpoint.body) } } } }),
    ...(endpoint.takesFile === true
      ? { requestBody: { required: true, content: { 'application/octet-stream': {} } } }
      : {}),
    responses: responsesOf(endpoint),
  };
}

/** Such as getExportJobsByIdFile. */
function operationId({ method, path }: NamedEndpoint): string {
  const words = path.replace(/\{(\w+)\}/g, 'by-$1').split(/\W|_/);
  return method.toLowerCase() + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('');
}

function pathParameters(path: string): ParameterDoc[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string' },
  }));
}

function own({ parameters = {} }: NamedEndpoint): ParameterDoc[] {
  return Object.entries(parameters).map(([name, schema]) => ({
    ...queryParameter(name, jsonSchema(schema)),
    required: schema.meta()?.isRequired === true,
  }));
}

function queryParameter(name: string, schema: unknown, description?: string): ParameterDoc {
  return { name, in: 'query', required: false, schema, ...(description === undefined ? {} : { description }) };
}

const text = { type: 'string' };
const oneOf = (values: readonly string[]) => ({ type: 'string', enum: values });

const COLUMNS =
  'Comma-separated; without it every column but those that are computed: slaState; againstDeadline, the seconds by which a ticket is or was late, negative before its deadline; createdWeekday and createdHour; workingSecondsToClose and workingAgainstDeadline, where the instance has working hours; subject, where it knows in which field of the raw data it stands.';

/** What every ticket-reading endpoint accepts; N counts from 0 without a gap. */
const TICKET_PARAMETERS: readonly ParameterDoc[] = [
  queryParameter('filters[N][key]', oneOf(filterKeys(COLUMN_IDS)), 'Filters are joined by AND.'),
  queryParameter('filters[N][comparator]', oneOf(COMPARATORS)),
  queryParameter('filters[N][value]', text),
  queryParameter('filters[N][from]', text, 'With between; both ends are included.'),
  queryParameter('filters[N][to]', text),
  queryParameter('filters[N][values][]', { type: 'array', items: text }, 'With in and notIn.'),
  queryParameter('filters[N][orEmpty]', oneOf(['1']), 'Keeps rows without a value in != and notIn.'),
  queryParameter('search', text, `Words that each ticket has in any of ${SEARCHED_COLUMNS.join(', ')}.`),
  queryParameter('orderByField', text, 'A column; several, joined by commas, decide by turns.'),
  queryParameter(
    'orderByDirection',
    text,
    `${DIRECTIONS_OF_ORDER.join(' or ')}; as many, joined by commas, as orderByField has columns.`,
  ),
  queryParameter('columns', text, COLUMNS),
  queryParameter('asOf', text, 'Wall time YYYY-MM-DD HH:mm:ss that stands for now.'),
  queryParameter('link', text, 'A short link; filters beside it are joined to its own by AND.'),
];

const AS_LEVEL = queryParameter(
  'asLevel',
  jsonSchema(choice(PRIVACY_LEVELS)),
  'Lowers the privacy level of this request.',
);
