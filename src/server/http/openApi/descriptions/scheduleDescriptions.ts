import type { SCHEDULE_ENDPOINTS } from '../../../../contract/endpoints/scheduleEndpoints';
import { type DescriptionsOf, MANY_OF_ADDRESS } from './descriptionsOf';

export const SCHEDULE_DESCRIPTIONS: DescriptionsOf<typeof SCHEDULE_ENDPOINTS> = {
  'GET /schedules': {
    summary: "The caller's scheduled reports and alerts, with the last mail to each recipient",
    200: 'Schedules',
  },
  'POST /schedules': {
    summary: 'Mails a report at times, or tells when a figure crosses a value; others need the permission shareReports',
    201: 'Saved',
    409: 'There are too many, or they are too long together',
  },
  'PATCH /schedules/{id}': {
    summary: 'Changes, pauses or resumes a schedule; what is left out stays as it is',
    200: 'Changed',
    404: 'Unknown, or another user’s',
    409: 'It was changed by somebody else, and can only be deleted; or they are too long together',
  },
  'DELETE /schedules/{id}': {
    summary: 'Deletes a schedule',
    204: 'It is gone',
    404: 'Unknown, or another user’s',
  },
  'POST /schedules/{id}/run': {
    summary: 'Mails it now: once a minute to oneself, once an hour to others, whichever schedule it is',
    202: 'On its way',
    404: 'Unknown, or another user’s',
    409: 'Nobody gets it, or it is still on its way',
    429: 'It has just been run',
  },
  'GET /unsubscribe': {
    summary: 'The page that the link in a scheduled mail opens: it asks, and changes nothing',
    200: 'A page with a form, the same for a link that leads to nothing',
    429: MANY_OF_ADDRESS,
  },
  'POST /unsubscribe': {
    summary:
      'Mails it, and what its owner schedules later, no longer to whom the link was sent (RFC 8058); or nothing of its owner, or all of it again. Its signature is the proof, no sign-in is needed',
    200: 'A page that says so, the same for a link that leads to nothing',
    429: MANY_OF_ADDRESS,
  },
};
