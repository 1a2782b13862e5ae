import type { OPERATION_ENDPOINTS } from '../../../../contract/endpoints/operationEndpoints';
import type { DescriptionsOf } from './descriptionsOf';

export const OPERATION_DESCRIPTIONS: DescriptionsOf<typeof OPERATION_ENDPOINTS> = {
  'GET /health/live': {
    summary: 'Whether the process answers, also while it starts',
    200: 'It does; starting it anew would mend nothing',
  },
  'GET /health/ready': {
    summary: 'Whether requests should be sent here',
    200: 'The stores of tickets and of jobs answer',
    503: 'The server is starting or stopping, or one of its stores does not answer',
  },
  'GET /metrics': {
    summary: 'Figures of the server in the form that Prometheus reads; nothing of tickets and of users',
    200: 'Requests, the engine’s lines and times, the queue of exports, the age of the mirror, memory',
    401: 'The token is not METRICS_TOKEN',
    404: 'METRICS_TOKEN is not set',
  },
};
