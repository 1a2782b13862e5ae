import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { SCHEDULE_ENDPOINTS } from '../../contract/endpoints/scheduleEndpoints';
import type { NewSchedule, Schedule, ScheduleChange } from '../../contract/responses/schedules';
import { sendDeclared } from '../api/send';

const KEY = ['schedules'];
/** What is on its way is soon there. */
const REFETCH_MS = 5000;

export function useSchedules() {
  return useQuery({
    queryKey: KEY,
    queryFn: async ({ signal }) =>
      (await sendDeclared('GET /schedules', SCHEDULE_ENDPOINTS['GET /schedules'].responses, {}, signal)).body.schedules,
    refetchInterval: ({ state: { data = [] } }) =>
      data.some(({ lastRuns }) => lastRuns.some(({ state }) => state === 'queued')) && REFETCH_MS,
  });
}

/** After each, failed ones too, the list is fetched again. */
export type ScheduleEdit =
  | { type: 'add'; schedule: NewSchedule }
  | { type: 'change'; id: string; change: ScheduleChange }
  | { type: 'run'; id: string }
  | { type: 'remove'; id: string };

export function useScheduleEdit() {
  const client = useQueryClient();
  return useMutation({ mutationFn: send, onSettled: () => client.invalidateQueries({ queryKey: KEY }) });
}

async function send(edit: ScheduleEdit): Promise<Schedule | undefined> {
  switch (edit.type) {
    case 'add': {
      const { responses } = SCHEDULE_ENDPOINTS['POST /schedules'];
      return (await sendDeclared('POST /schedules', responses, { body: edit.schedule })).body;
    }
    case 'change': {
      const { responses } = SCHEDULE_ENDPOINTS['PATCH /schedules/{id}'];
      const request = { path: { id: edit.id }, body: edit.change };
      return (await sendDeclared('PATCH /schedules/{id}', responses, request)).body;
    }
    case 'run': {
      const { responses } = SCHEDULE_ENDPOINTS['POST /schedules/{id}/run'];
      return (await sendDeclared('POST /schedules/{id}/run', responses, { path: { id: edit.id } })).body;
    }
    case 'remove': {
      const { responses } = SCHEDULE_ENDPOINTS['DELETE /schedules/{id}'];
      await sendDeclared('DELETE /schedules/{id}', responses, { path: { id: edit.id } });
      return undefined;
    }
  }
}
