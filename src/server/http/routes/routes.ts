import { visibleColumns } from '../../../contract/privacy';
import { lowered } from '../../../contract/query/ticketQuery';
import { principalOf } from '../../access/caller';
import { authenticate } from '../../access/session';
import { openApiDocument } from '../openApi/openApi';
import type { PublicRoute, Route } from '../route';
import { exportRoute, preparedFileRoute, prepareRoute } from './exportRoutes';
import {
  uploadAddRoute,
  uploadListRoute,
  uploadPreviewRoute,
  uploadRejectsRoute,
  uploadRemoveRoute,
  uploadRoute,
  uploadStartRoute,
  uploadStatusRoute,
} from './importRoutes';
import { jobEventsRoute } from './jobEventsRoute';
import { jobCancelRoute, jobFileRoute, jobListRoute, jobMailRoute, jobRetryRoute, jobRoute } from './jobRoutes';
import { linkMakeRoute, linkRoute } from './linkRoutes';
import { healthRoute, profileRoute, sessionRoute, signInRoute, signOutRoute } from './sessionRoutes';
import { syncFromRoute, syncRoute, syncStartRoute } from './syncRoutes';
import { previewRoute, reportRoute, valuesRoute } from './ticketRoutes';
import { viewAddRoute, viewChangeRoute, viewListRoute, viewRemoveRoute } from './viewRoutes';

const openApiRoute: PublicRoute = {
  method: 'get',
  path: '/docs/open-api',
  summary: 'This document',
  access: 'public',
  answers: { 200: { description: 'OpenAPI 3.1', types: ['application/json'] } },
  async handle({ context, backend, asLevel }) {
    // Anybody may read it; whoever is not signed in sees the columns that exist for everybody.
    const principal = await authenticate(context, backend.sessions).then(
      (caller) => principalOf(caller, backend.config.privacyLevel),
      () => ({ level: 'none' as const, permissions: [] }),
    );
    return context.json(openApiDocument(ROUTES, visibleColumns(lowered(principal, asLevel))));
  },
};

/** Every route of the API; nothing is served below /api/mind that is not here. */
export const ROUTES: readonly Route[] = [
  healthRoute,
  openApiRoute,
  profileRoute,
  sessionRoute,
  signInRoute,
  signOutRoute,
  previewRoute,
  exportRoute,
  prepareRoute,
  preparedFileRoute,
  reportRoute,
  valuesRoute,
  linkMakeRoute,
  linkRoute,
  viewListRoute,
  viewAddRoute,
  viewChangeRoute,
  viewRemoveRoute,
  jobListRoute,
  // Before the one that would take "events" for an id.
  jobEventsRoute,
  jobRoute,
  jobCancelRoute,
  jobRetryRoute,
  jobFileRoute,
  jobMailRoute,
  syncRoute,
  syncStartRoute,
  syncFromRoute,
  uploadListRoute,
  uploadRoute,
  uploadAddRoute,
  uploadStatusRoute,
  uploadPreviewRoute,
  uploadStartRoute,
  uploadRejectsRoute,
  uploadRemoveRoute,
];
