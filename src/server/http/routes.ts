import { exportRoute, preparedFileRoute, prepareRoute } from './exportRoutes';
import { jobCancelRoute, jobFileRoute, jobListRoute, jobRetryRoute, jobRoute } from './jobRoutes';
import { openApiDocument } from './openApi';
import type { PublicRoute, Route } from './route';
import { healthRoute, profileRoute, signInRoute, signOutRoute } from './sessionRoutes';
import { previewRoute, reportRoute, valuesRoute } from './ticketRoutes';

const openApiRoute: PublicRoute = {
  method: 'get',
  path: '/docs/open-api',
  summary: 'This document',
  access: 'public',
  answers: { 200: { description: 'OpenAPI 3.1' } },
  handle: ({ context }) => context.json(openApiDocument(ROUTES)),
};

/** Every route of the API; nothing is served below /api/mind that is not here. */
export const ROUTES: readonly Route[] = [
  healthRoute,
  openApiRoute,
  profileRoute,
  signInRoute,
  signOutRoute,
  previewRoute,
  exportRoute,
  prepareRoute,
  preparedFileRoute,
  reportRoute,
  valuesRoute,
  jobListRoute,
  jobRoute,
  jobCancelRoute,
  jobRetryRoute,
  jobFileRoute,
];
