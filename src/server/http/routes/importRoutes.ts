import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { z } from 'zod';
import { type ColumnMapping, columnMappingSchema } from '../../../contract/columns/columnMapping';
import { parseColumn } from '../../../contract/columns/columnNames';
import { ApiError, badParameter } from '../../../contract/errors';
import { visibleColumns } from '../../../contract/privacy';
import { needed, readParameter, shortText } from '../../../contract/query/parameters';
import { decodeQueryString } from '../../../contract/query/queryString';
import { readPlain } from '../../../contract/query/ticketQuery';
import {
  mappingBodySchema,
  startBodySchema,
  understoodSchema,
  uploadListSchema,
  uploadSchema,
} from '../../../contract/responses/importResponses';
import { tooLarge } from '../../imports/uploads/spool';
import type { SentFile } from '../../imports/uploads/uploadReceiver';
import { readStoreFacts } from '../../tickets/storeFacts';
import { pathParameter, type SignedInCall, type SignedInRoute } from '../route';
import { jsonBody } from './jsonBody';

/** Files that somebody sends to be imported. */

const ACCESS = ['importTickets'] as const;
const UPLOAD_PARAMETERS = { name: needed(shortText(200)) };
/** Every column with the longest name that a file may have for it fits many times. */
const MAX_MAPPING_BYTES = 64 * 1024;
/** Column names are read apart from the body, so that what is allowed is what the caller may see. */
const sentMappingSchema = z.strictObject({ mapping: z.record(z.string(), columnMappingSchema.valueType) });
const sentStartSchema = sentMappingSchema.extend({ replace: z.boolean().optional() });
const REJECTS_TYPE = 'application/x-ndjson; charset=utf-8';
const UPLOAD = { description: 'The upload', schema: uploadSchema };
const NOT_FOUND = { description: 'No upload of the caller' };

export const uploadListRoute: SignedInRoute = {
  method: 'get',
  path: '/imports',
  summary: 'The files that the caller sent, and how large one may be',
  access: ACCESS,
  answers: { 200: { description: 'The uploads', schema: uploadListSchema } },
  handle: ({ context, backend, caller }) =>
    context.json({ maxBytes: backend.config.uploadBytes, uploads: backend.uploads.list(caller.id) }),
};

export const uploadRoute: SignedInRoute = {
  method: 'post',
  path: '/imports',
  summary: 'Takes a file of tickets (csv, JSON array or NDJSON; plain or .gz) and stores nothing of it yet',
  access: ACCESS,
  parameters: UPLOAD_PARAMETERS,
  takesFile: true,
  answers: {
    201: UPLOAD,
    409: {
      description: 'An earlier file of the caller is on its way or being imported, or the server mirrors an instance',
    },
    413: { description: 'The file is too large' },
    429: { description: 'Too many files wait to be imported' },
  },
  handle: async (call) => call.context.json(await call.backend.uploads.receive(call.caller.id, sentFile(call)), 201),
};

export const uploadAddRoute: SignedInRoute = {
  method: 'post',
  path: '/imports/{id}/files',
  summary: 'Adds a file to an upload that has not begun; all of its files are imported in one step',
  access: ACCESS,
  parameters: UPLOAD_PARAMETERS,
  takesFile: true,
  answers: {
    201: UPLOAD,
    404: NOT_FOUND,
    409: { description: 'A file is on its way, or the import has begun' },
    413: { description: 'The files together are too large' },
    429: { description: 'Too many files wait to be imported' },
  },
  async handle(call) {
    const { context, backend, caller } = call;
    const id = pathParameter(context, 'id');
    return context.json(await backend.uploads.add(id, caller.id, sentFile(call)), 201);
  },
};

/** @throws ApiError badRequest without a name, tooLarge. */
function sentFile({ context, backend, search, signal }: SignedInCall): SentFile {
  const given = readPlain(decodeQueryString(search), ['asLevel', 'name']).get('name');
  if (given === undefined || given === '') throw badParameter('name', 'name is missing', 'the name of the file');
  const { uploadBytes } = backend.config;
  // Said before gigabytes are sent in vain.
  if (Number(context.req.header('content-length') ?? 0) > uploadBytes) throw tooLarge(uploadBytes);
  return { name: readParameter(UPLOAD_PARAMETERS.name, given, 'name'), body: context.req.raw.body, signal };
}

export const uploadStatusRoute: SignedInRoute = {
  method: 'get',
  path: '/imports/{id}',
  summary: 'How an upload stands',
  access: ACCESS,
  answers: { 200: UPLOAD, 404: NOT_FOUND },
  handle: ({ context, backend, caller }) => context.json(backend.uploads.get(pathParameter(context, 'id'), caller.id)),
};

export const uploadPreviewRoute: SignedInRoute = {
  method: 'post',
  path: '/imports/{id}/preview',
  summary: 'The first rows of an upload as they would be stored; stores nothing',
  access: ACCESS,
  body: mappingBodySchema,
  answers: { 200: { description: 'The rows', schema: understoodSchema }, 404: NOT_FOUND },
  async handle(call) {
    const { context, backend, caller, principal, signal } = call;
    const visible = visibleColumns(principal);
    const id = pathParameter(context, 'id');
    const { mapping } = await readBody(call, sentMappingSchema);
    const { format: _, tickets, ...run } = await backend.uploads.preview(id, caller.id, mapping, signal);
    const { rows, demo } = await readStoreFacts(backend.engine);
    const shown = tickets.map((ticket) =>
      Object.fromEntries(Object.entries(ticket).filter(([name]) => visible.some((column) => column === name))),
    );
    return context.json({ ...run, columns: visible, tickets: shown, stored: { tickets: rows, demo } });
  },
};

export const uploadStartRoute: SignedInRoute = {
  method: 'post',
  path: '/imports/{id}/start',
  summary: 'Begins to import an upload, all of it in one step; its end is in its state',
  access: ACCESS,
  body: startBodySchema,
  answers: {
    202: UPLOAD,
    404: NOT_FOUND,
    409: { description: 'It has begun already, or the server mirrors another instance' },
  },
  async handle(call) {
    const { context, backend, caller } = call;
    const id = pathParameter(context, 'id');
    const { mapping, replace = false } = await readBody(call, sentStartSchema);
    return context.json(await backend.uploads.start(id, caller.id, { mapping, replace }), 202);
  },
};

export const uploadRejectsRoute: SignedInRoute = {
  method: 'get',
  path: '/imports/{id}/rejects',
  summary: 'Downloads the rejected rows, each a line of JSON with its line and the reason',
  access: ACCESS,
  answers: { 200: { description: 'The list', types: [REJECTS_TYPE] }, 404: NOT_FOUND },
  async handle({ context, backend, caller }) {
    const path = backend.uploads.rejects(pathParameter(context, 'id'), caller.id);
    const handle = await open(path).catch(() => {
      throw new ApiError('notFound', 'This list is no longer here');
    });
    context.header('Content-Type', REJECTS_TYPE);
    context.header('Content-Disposition', 'attachment; filename="rejected-rows.ndjson"');
    return context.body(Readable.toWeb(handle.createReadStream()) as ReadableStream<Uint8Array>);
  },
};

export const uploadRemoveRoute: SignedInRoute = {
  method: 'delete',
  path: '/imports/{id}',
  summary: 'Removes an upload; an import that runs is stopped, and nothing of it is stored',
  access: ACCESS,
  answers: { 204: { description: 'It is gone' }, 404: NOT_FOUND },
  async handle({ context, backend, caller }) {
    await backend.uploads.remove(pathParameter(context, 'id'), caller.id);
    return context.body(null, 204);
  },
};

/** @throws ApiError that names what is wrong; 403 for a column that does not exist for the caller. */
async function readBody<T extends z.infer<typeof sentMappingSchema>>(
  { context, principal }: SignedInCall,
  schema: z.ZodType<T>,
): Promise<Omit<T, 'mapping'> & { mapping: ColumnMapping }> {
  const visible = visibleColumns(principal);
  const { mapping, ...rest } = await jsonBody(context, schema, MAX_MAPPING_BYTES);
  const entries = Object.entries(mapping).map(
    ([column, name]) => [parseColumn(column, 'mapping', visible), name] as const,
  );
  if (new Set(entries.map(([column]) => column)).size !== entries.length)
    throw badParameter('mapping', 'mapping names a column twice', 'each column once');
  return { ...rest, mapping: Object.fromEntries(entries) };
}
