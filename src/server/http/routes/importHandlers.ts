import type { Wording } from '../../../contract/columns/columnMapping';
import { storedColumnsOf } from '../../../contract/columns/columns';
import { type IMPORT_ENDPOINTS, REJECTS_TYPE } from '../../../contract/endpoints/importEndpoints';
import { ApiError, badParameter } from '../../../contract/errors';
import { type Principal, visibleColumns } from '../../../contract/privacy';
import type { Dialect } from '../../../contract/responses/fileDialect';
import { ownerOf } from '../../access/principal';
import { tooLarge } from '../../imports/uploads/spool';
import type { SentFile } from '../../imports/uploads/uploadReceiver';
import type { ReadingOptions } from '../../imports/uploads/uploads';
import { openFile } from '../../process/openFile';
import { toWebStream } from '../../process/webStream';
import { readStoreFacts } from '../../tickets/storeFacts';
import { actorOf } from '../call/auditing';
import { accepted, type BaseCall, created, type HandlersOf, NO_CONTENT, ok, type SentBytes } from '../call/handler';
import { readMapping } from './readMapping';

/** Files that somebody sends to be imported. */
export const importHandlers: HandlersOf<typeof IMPORT_ENDPOINTS> = {
  'GET /imports': ({ backend, principal }) =>
    ok({ maxBytes: backend.config.uploadBytes, uploads: backend.uploads.list(ownerOf(principal)) }),

  async 'POST /imports'(call) {
    return created(await call.backend.uploads.receive(ownerOf(call.principal), sentFile(call)));
  },

  async 'POST /imports/{id}/files'(call) {
    return created(await call.backend.uploads.add(call.path.id, ownerOf(call.principal), sentFile(call)));
  },

  'GET /imports/{id}': ({ backend, principal, path }) => ok(backend.uploads.get(path.id, ownerOf(principal))),

  async 'POST /imports/{id}/preview'({ backend, principal, path, body, signal }) {
    const visible = storedColumnsOf(visibleColumns(principal));
    const reading = { ...readingOf(body, principal), isWhole: body.whole ?? false };
    const { tickets, ...run } = await backend.uploads.preview(path.id, ownerOf(principal), reading, signal);
    const { rows, demo } = await readStoreFacts(backend.engine);
    const shown = tickets.map((ticket) =>
      Object.fromEntries(Object.entries(ticket).filter(([name]) => visible.some((column) => column === name))),
    );
    return ok({ ...run, columns: [...visible], tickets: shown, stored: { tickets: rows, demo } });
  },

  async 'POST /imports/{id}/start'(call) {
    const { backend, principal, path, body } = call;
    const { replace = false, allowRejects = false } = body;
    const options = { ...readingOf(body, principal), replace, allowRejects, actor: actorOf(call) };
    return accepted(await backend.uploads.start(path.id, ownerOf(principal), options));
  },

  async 'GET /imports/{id}/rejects'({ context, backend, principal, path }) {
    const handle = await openFile(backend.uploads.rejects(path.id, ownerOf(principal))).catch(() => {
      throw new ApiError('notFound', 'This list is no longer here');
    });
    context.header('Content-Type', REJECTS_TYPE);
    context.header('Content-Disposition', 'attachment; filename="rejected-rows.csv"');
    return context.body(toWebStream(handle.createReadStream()));
  },

  async 'DELETE /imports/{id}'({ backend, principal, path }) {
    await backend.uploads.remove(path.id, ownerOf(principal));
    return NO_CONTENT;
  },
};

interface FileCall extends BaseCall {
  parameters: { readonly name: string };
  file: SentBytes;
}

/** @throws ApiError tooLarge. */
function sentFile({ backend, parameters, file, signal }: FileCall): SentFile {
  const { uploadBytes } = backend.config;
  // Said before gigabytes are sent in vain.
  if (file.bytes > uploadBytes) throw tooLarge(uploadBytes);
  return { name: parameters.name, body: file.stream, signal };
}

interface ReadingBody extends Wording {
  mapping?: Readonly<Record<string, string>> | undefined;
  dialect?: Dialect | undefined;
}

/** @throws ApiError as readMapping does, and for a body that has no mapping and wants none suggested. */
function readingOf(
  { mapping, dialect = {}, values, unknownValues, suggest }: ReadingBody,
  principal: Principal,
): ReadingOptions {
  if (mapping === undefined && suggest !== true)
    throw badParameter(
      'mapping',
      'mapping is missing',
      'a mapping; or suggest, for what the names in the files suggest',
    );
  return {
    mapping: mapping === undefined ? undefined : readMapping(mapping, principal),
    columns: storedColumnsOf(visibleColumns(principal)),
    wording: { values, unknownValues, suggest },
    dialect,
  };
}
