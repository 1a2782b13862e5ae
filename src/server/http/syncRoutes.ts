import type { z } from 'zod';
import { type SyncStatus, syncStatusSchema } from '../../contract/answers';
import { ApiError } from '../../contract/errors';
import { choice, readParameter, shortText } from '../../contract/parameters';
import { decodeQueryString } from '../../contract/queryString';
import { readPlain } from '../../contract/ticketQuery';
import type { Backend, SignedInRoute } from './route';

const SYNC_PARAMETERS = { from: shortText(2000), replace: choice(['0', '1']) };
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
  summary:
    'Begins a sync, or joins the one under way; with from, only of that instance; with replace=1, whatever the store holds',
  access: ['importTickets'],
  parameters: SYNC_PARAMETERS,
  answers: {
    202: STATUS,
    404: { description: 'This server mirrors nothing' },
    409: { description: 'This server mirrors another instance' },
  },
  async handle({ context, backend, search }) {
    const plain = readPlain(decodeQueryString(search), ['asLevel', ...Object.keys(SYNC_PARAMETERS)]);
    const read = (name: keyof typeof SYNC_PARAMETERS) => {
      const text = plain.get(name);
      return text === undefined ? undefined : readParameter<string>(SYNC_PARAMETERS[name], text, name);
    };
    const from = read('from');
    if (from !== undefined && backend.config.sync !== undefined && backend.config.sync.url !== from) {
      throw new ApiError('conflict', 'The server that runs mirrors another instance', {
        parameter: 'from',
        allowed: 'the instance that REPORTING_SYNC_URL names',
      });
    }
    // It goes on after this answer; how it ends is in the status.
    backend.sync.run({ replace: read('replace') === '1' }).catch(() => undefined);
    return context.json(await statusOf(backend), 202);
  },
};

async function statusOf({ sync }: Backend): Promise<SyncStatus> {
  const status = await sync.status();
  if (status === null) throw new ApiError('notFound', 'This server mirrors no other instance');
  return status;
}
