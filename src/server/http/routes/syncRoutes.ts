import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { ApiError, badParameter } from '../../../contract/errors';
import { choice, readParameter } from '../../../contract/query/parameters';
import { decodeQueryString } from '../../../contract/query/queryString';
import { readPlain } from '../../../contract/query/ticketQuery';
import { type SyncStatus, syncStatusSchema } from '../../../contract/responses/responses';
import type { Backend } from '../../backend';
import { exportUrl } from '../../config/upstreamUrl';
import type { Upstream } from '../../sync/requestUpstream';
import type { SignedInRoute } from '../route';
import { jsonBody } from './jsonBody';

const SYNC_PARAMETERS = { replace: choice(['0', '1']) };
const STATUS = { description: 'How the mirror stands', schema: syncStatusSchema satisfies z.ZodType<SyncStatus> };

export const syncRoute: SignedInRoute = {
  method: 'get',
  path: '/sync',
  summary: 'How the mirror of another instance stands',
  access: ['importTickets'],
  answers: { 200: STATUS, 404: { description: 'This server mirrors nothing' } },
  handle: async ({ context, backend }) => context.json(await statusOf(backend)),
};

export const syncStartRoute: SignedInRoute = {
  method: 'post',
  path: '/sync',
  summary: 'Begins a sync, or joins the one under way; with replace=1, whatever the store holds',
  access: ['importTickets'],
  parameters: SYNC_PARAMETERS,
  answers: { 202: STATUS, 404: { description: 'This server mirrors nothing' } },
  async handle({ context, backend, search }) {
    const plain = readPlain(decodeQueryString(search), ['asLevel', ...Object.keys(SYNC_PARAMETERS)]);
    const replace = readParameter(SYNC_PARAMETERS.replace, plain.get('replace') ?? '0', 'replace') === '1';
    return context.json(await begun(backend, { replace }), 202);
  },
};

const syncFromSchema = z.strictObject({
  /** Of the data folder, as only who may read it knows. */
  key: z.string(),
  url: z.string().max(2000),
  token: z.string().min(1).optional(),
  replace: z.boolean(),
});

export const syncFromRoute: SignedInRoute = {
  method: 'post',
  path: '/sync/from',
  summary: 'Syncs once with the instance that is named; for npm run import on the server’s own machine',
  access: ['importTickets'],
  body: syncFromSchema,
  answers: {
    202: STATUS,
    403: { description: 'The key is not that of the data folder' },
    409: { description: 'This server mirrors another instance, or is reading one' },
  },
  async handle({ context, backend }) {
    const { key, url, token, replace } = await jsonBody(context, syncFromSchema);
    // A server that fetches whatever address a caller names would be their way into the network around it.
    if (!sameText(key, backend.commandKey)) throw new ApiError('forbidden', 'The key is not that of the data folder');
    return context.json(await begun(backend, { replace, upstream: upstreamOf(backend, url, token) }), 202);
  },
};

function upstreamOf({ config }: Backend, given: string, token = config.sync?.token): Upstream {
  if (token === undefined) {
    throw badParameter('token', 'TICKETLENS_UPSTREAM_TOKEN is not set: a token of the instance to read from');
  }
  try {
    return { url: exportUrl(given), token };
  } catch (error) {
    throw badParameter('url', error instanceof Error ? error.message : 'This is no address');
  }
}

function sameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** It goes on after this answer; how it ends is in the status. */
async function begun(backend: Backend, order: { replace: boolean; upstream?: Upstream }): Promise<SyncStatus> {
  backend.sync.run(order).catch(() => undefined);
  return statusOf(backend);
}

async function statusOf({ sync }: Backend): Promise<SyncStatus> {
  const status = await sync.newestRun();
  if (status === null) throw new ApiError('notFound', 'This server mirrors no other instance');
  return status;
}
