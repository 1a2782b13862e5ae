import { badParameter } from '../../../contract/errors';
import { LINK_ID, LINK_ID_WORDS, linkMadeSchema, linkSchema, newLinkSchema } from '../../../contract/query/links';
import { storeLink } from '../../views/linkStore';
import { readLink } from '../../views/readLink';
import { queryToStore } from '../../views/storedQuery';
import { pathParameter, type SignedInRoute } from '../route';
import { jsonBody } from './jsonBody';

export const linkMakeRoute: SignedInRoute = {
  method: 'post',
  path: '/links',
  summary: 'Keeps a query of the page; link=ID then stands for it wherever tickets are read',
  access: ['reportTickets'],
  body: newLinkSchema,
  answers: { 200: { description: 'The link, the same one for the same query', schema: linkMadeSchema } },
  async handle({ context, backend, caller, principal }) {
    const { query } = await jsonBody(context, newLinkSchema);
    const id = await storeLink(backend.state, caller.id, queryToStore(query, principal));
    return context.json({ id });
  },
};

export const linkRoute: SignedInRoute = {
  method: 'get',
  path: '/links/{id}',
  summary: 'The query that a short link stands for',
  access: ['reportTickets'],
  answers: {
    200: { description: 'The canonical query string of the page', schema: linkSchema },
    403: { description: 'It names a column that is not available to the caller' },
    404: { description: 'Unknown' },
  },
  async handle({ context, backend, principal }) {
    const id = pathParameter(context, 'id');
    if (!LINK_ID.test(id)) throw badParameter('link', 'This is not the id of a short link', LINK_ID_WORDS);
    return context.json({ query: await readLink(backend.state, id, principal) });
  },
};
