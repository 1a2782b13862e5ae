import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { COLUMN_IDS } from '../../../contract/columns/columns';
import { ENDPOINT_LIST, type NamedEndpoint } from '../../../contract/endpoints/endpointList';
import { CONTENT_TYPE } from '../../../contract/query/requests';
import { documentPage } from './documentPage';
import { wholeDocument, withoutHidden } from './openApi';
import { TAGS } from './tags';

/** The parts of OpenAPI 3.1 that the document uses; what is not here is a mistake. */
const schemaSchema = z.looseObject({ $defs: z.never().optional(), $ref: z.never().optional() });
const contentSchema = z.record(
  z.string().regex(/^\w+\/[\w.+-]+(; charset=utf-8)?$/),
  z.strictObject({
    schema: z.union([z.strictObject({ $ref: z.literal('#/components/schemas/Error') }), schemaSchema]).optional(),
  }),
);
const responseSchema = z.strictObject({
  description: z.string().min(1),
  headers: z.record(z.string(), z.strictObject({ description: z.string(), schema: schemaSchema })).optional(),
  content: contentSchema.optional(),
});
const operationSchema = z.strictObject({
  operationId: z.string().regex(/^[a-z]\w+$/),
  summary: z.string().min(1),
  tags: z.tuple([z.enum(TAGS.map(({ name }) => name))]),
  description: z.string().optional(),
  security: z.array(z.partialRecord(z.enum(['bearer', 'cookie']), z.tuple([]))).optional(),
  parameters: z.array(
    z.strictObject({
      name: z.string().min(1),
      in: z.enum(['query', 'path']),
      required: z.boolean(),
      description: z.string().optional(),
      schema: schemaSchema,
    }),
  ),
  requestBody: z.strictObject({ required: z.literal(true), content: contentSchema }).optional(),
  responses: z.record(z.string().regex(/^([2-5]\d\d|default)$/), responseSchema),
});
const methodSchema = z.enum(['get', 'post', 'patch', 'delete']);
const documentSchema = z.strictObject({
  openapi: z.literal('3.1.0'),
  info: z.strictObject({ title: z.string(), version: z.string(), description: z.string() }),
  tags: z.array(z.strictObject({ name: z.string(), description: z.string().min(1) })),
  paths: z.record(z.string().startsWith('/api/mind/'), z.partialRecord(methodSchema, operationSchema)),
  components: z.strictObject({
    securitySchemes: z.strictObject({ bearer: z.looseObject({}), cookie: z.looseObject({}) }),
    schemas: z.strictObject({ Error: schemaSchema }),
  }),
});

const document = documentSchema.parse(withoutHidden(wholeDocument(ENDPOINT_LIST), COLUMN_IDS));

function operationOf(method: Lowercase<NamedEndpoint['method']>, path: string) {
  const operation = document.paths[`/api/mind${path}`]?.[method];
  if (operation === undefined) throw new Error(`${method} ${path} is not in the document`);
  return operation;
}

const lowercase = (method: NamedEndpoint['method']) => methodSchema.parse(method.toLowerCase());

const parametersOf = (method: 'get' | 'post', path: string) =>
  Object.fromEntries(operationOf(method, path).parameters.map((each) => [each.name, each]));

const ERROR = { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } };

describe.each(ENDPOINT_LIST)('$id', ({ method, path, access, readsTickets, body, takesFile }) => {
  const { responses, parameters, requestBody, security } = operationOf(lowercase(method), path);

  test('has an error body in every answer that is one', () => {
    const errors = Object.entries(responses).filter(([status]) => !status.startsWith('2'));
    const statuses = ['400', '414', '503', 'default', ...(access === 'public' ? [] : ['401', '403'])];
    expect(errors.map(([status]) => status)).toEqual(expect.arrayContaining(statuses));
    for (const [status, { content }] of errors) expect(content, status).toEqual(ERROR);
  });

  test('says what it takes, what it gives, and who may', () => {
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(parameters.filter((each) => each.in === 'path').map(({ name }) => name)).toEqual(named);
    expect(new Set(parameters.map(({ name }) => name)).size).toBe(parameters.length);
    expect(requestBody !== undefined).toBe(body !== undefined || takesFile === true);
    expect(security !== undefined).toBe(access !== 'public');
    for (const [status, answer] of Object.entries(responses).filter(([status]) => /^2/.test(status))) {
      expect(answer.content === undefined).toBe(status === '204');
      if (readsTickets === true) expect(answer.headers).toHaveProperty('X-As-Of');
    }
  });
});

test('every operation has a name of its own', () => {
  const names = ENDPOINT_LIST.map(({ method, path }) => operationOf(lowercase(method), path).operationId);
  expect(new Set(names).size).toBe(ENDPOINT_LIST.length);
  expect(names).toContain('getExportReportingTicketsPreview');
  expect(names).toContain('getExportJobsByIdFile');
});

test('what is needed, what is taken without it, and what files come as', () => {
  expect(parametersOf('get', '/report/reporting_tickets/values')).toMatchObject({
    column: { required: true },
    q: { required: false },
    limit: { required: false, schema: { default: 50 } },
  });
  expect(parametersOf('post', '/imports')).toMatchObject({ name: { required: true } });
  expect(parametersOf('get', '/export/reporting_tickets/preview')).toMatchObject({
    limit: { schema: { default: 30 } },
  });
  const types = (method: 'get', path: string) => Object.keys(operationOf(method, path).responses['200']?.content ?? {});
  expect(types('get', '/export/reporting_tickets')).toEqual(Object.values(CONTENT_TYPE));
  expect(types('get', '/export/jobs/events')).toEqual(['text/event-stream']);
  expect(document.info.description).toContain('filters[0][values][]=chat');
});

test('the page has every operation, runs nothing, loads nothing, and names no hidden column', () => {
  const page = documentPage(document);
  for (const { method, path } of ENDPOINT_LIST)
    expect(page).toContain(`id="${operationOf(lowercase(method), path).operationId}"`);
  expect(page).not.toMatch(/<script|\son\w+=|<link|<img|url\(|<iframe/i);
  const hidden = documentSchema.parse(withoutHidden(wholeDocument(ENDPOINT_LIST), ['id', 'createdAt']));
  expect(documentPage(hidden)).not.toMatch(/\brawData\b/);
});
