import { expect, vi } from 'vitest';
import { z } from 'zod';
import { PERMISSIONS } from '../../contract/privacy';
import { linkMadeSchema } from '../../contract/query/links';
import {
  exportJobSchema,
  preparedResponseSchema,
  queuedResponseSchema,
} from '../../contract/responses/exportResponses';
import { uploadSchema } from '../../contract/responses/importResponses';
import { savedMappingSchema } from '../../contract/responses/savedMappings';
import { savedViewSchema } from '../../contract/responses/savedViews';
import { scheduleSchema } from '../../contract/responses/schedules';
import { ownerOf } from '../../server/access/principal';
import { openTestBackend, type TestBackend } from '../testBackend';

/**
 * A server with everything that a user at the level `full` can make, some of it with hidden columns: links, views,
 * queued and prepared files, an upload. All of it belongs to WALKER.
 */

export const WALKER = 'walker@example.com';
const OWNER = ownerOf({ id: WALKER });
/** Part of every value in hidden columns, and of no other: a response with it has a leak. */
export const SENTINEL = 'sentinel';
export const AGENT = `agent-${SENTINEL}@hidden.example`;
const RAW = `raw-${SENTINEL}-value`;

export const CHAT = 'filters[0][key]=channel&filters[0][comparator]=%3D&filters[0][value]=chat';
export const BY_AGENT = `filters[0][key]=email&filters[0][comparator]=%3D&filters[0][value]=${AGENT}`;
/** An upload with the sentinel in hidden columns; every row is valid, so that no reject shows it. */
export const UPLOAD = `id,createdAt,email,rawData\n900001,2024-02-01 00:00:00,${AGENT},${RAW}\n`;

const EXPORT = '/export/reporting_tickets';
const MONTHLY = { delivery: { kind: 'sentence' }, when: { every: 'month', day: 31, at: '03:00' }, timeZone: 'UTC' };
const MAPPING = { id: 'No', email: `Agent ${SENTINEL}` };

/** Ids by their names in samples. */
export type Made = Record<
  | 'link'
  | 'agentLink'
  | 'view'
  | 'agentView'
  | 'csvJob'
  | 'xlsxJob'
  | 'parquetJob'
  | 'agentJob'
  | 'failedJob'
  | 'csvFile'
  | 'excelFile'
  | 'xlsxFile'
  | 'jsonFile'
  | 'ndjsonFile'
  | 'parquetFile'
  | 'agentFile'
  | 'upload'
  | 'mapping'
  | 'schedule'
  | 'agentSchedule',
  string
>;

export interface PrivacyWorld {
  server: TestBackend;
  made: Made;
  /** Rows of the schedules, as JSON. */
  scheduleRows: string;
  /** Sends a request as WALKER with every permission. */
  send(method: string, path: string, body?: string): Promise<Response>;
}

export async function openPrivacyWorld(): Promise<PrivacyWorld> {
  const server = await openTestBackend();
  await server.insert(
    Array.from({ length: 10 }, (_, index) => ({
      id: index + 1,
      createdAt: '2024-01-01 00:00:00',
      channel: 'chat',
      topic: 'Billing',
      email: AGENT,
      rawData: JSON.stringify({ note: RAW }),
    })),
  );
  const token = await server.tokenFor(WALKER, PERMISSIONS);
  const send: PrivacyWorld['send'] = (method, path, body) =>
    server.call(path, { method, token, ...(body === undefined ? {} : { body }) });
  const made = await makeEverything(server, send);
  const rows = await server.backend.state.row(
    z.object({ rows: z.string() }),
    'SELECT json_agg(row_to_json(schedules))::text AS rows FROM schedules',
  );
  return { server, send, made, scheduleRows: rows?.rows ?? '[]' };
}

async function makeEverything(server: TestBackend, send: PrivacyWorld['send']): Promise<Made> {
  const json = async (method: string, path: string, body?: object): Promise<unknown> => {
    const response = await send(method, path, body === undefined ? undefined : JSON.stringify(body));
    expect(response.ok, `${method} ${path}`).toBe(true);
    return response.json();
  };
  const link = async (query: string) => linkMadeSchema.parse(await json('POST', '/links', { query })).id;
  const view = async (name: string, query: string, isDefault: boolean) =>
    savedViewSchema.parse(await json('POST', '/views', { name, query, isDefault })).id;
  const schedule = async (name: string, query: string) => {
    const body = { ...MONTHLY, name, query };
    return scheduleSchema.parse(await json('POST', '/schedules', body)).id;
  };
  const file = async (query: string) => {
    const { url } = preparedResponseSchema.parse(await json('POST', `${EXPORT}/prepare?limit=3&${query}`));
    return url.split('/').at(-1) ?? '';
  };
  const job = async (query: string) => {
    const id = queuedResponseSchema.parse(await json('GET', `${EXPORT}?${query}`)).jobId;
    const done = async () => expect(exportJobSchema.parse(await json('GET', `/export/jobs/${id}`)).state).toBe('sent');
    await vi.waitFor(done, { timeout: 20_000, interval: 50 });
    return id;
  };
  return {
    link: await link(CHAT),
    agentLink: await link(BY_AGENT),
    view: await view('Chat', CHAT, false),
    agentView: await view('By agent', BY_AGENT, true),
    ...(await queueing(server, async () => ({
      csvJob: await job('format=csv'),
      xlsxJob: await job('format=xlsx'),
      parquetJob: await job('format=parquet'),
      agentJob: await job(`format=json&columns=id&${BY_AGENT}`),
      failedJob: await job('format=csv&columns=id,email'),
    }))),
    csvFile: await file('format=csv'),
    excelFile: await file('format=csv&csvDialect=excel'),
    xlsxFile: await file('format=xlsx'),
    jsonFile: await file('format=json'),
    ndjsonFile: await file('format=ndjson'),
    parquetFile: await file('format=parquet'),
    agentFile: await file(`format=json&columns=id&${BY_AGENT}`),
    upload: await sendUpload(send),
    schedule: await schedule('Chat', CHAT),
    agentSchedule: await schedule('By agent', BY_AGENT),
    mapping: savedMappingSchema.parse(await json('POST', '/mappings', { name: 'Kept', mapping: MAPPING })).id,
  };
}

/** With limits that queue every export. */
async function queueing<T>({ backend }: TestBackend, work: () => Promise<T>): Promise<T> {
  const before = backend.config.syncRows;
  backend.config.syncRows = { xlsx: 0, csv: 0, json: 0, ndjson: 0, parquet: 0 };
  try {
    return await work();
  } finally {
    backend.config.syncRows = before;
  }
}

async function sendUpload(send: PrivacyWorld['send']): Promise<string> {
  return uploadSchema.parse(await (await send('POST', '/imports?name=tickets.csv', UPLOAD)).json()).id;
}

// These restore what a request changes.

export async function restoreUpload({ send, made }: PrivacyWorld): Promise<void> {
  await send('DELETE', `/imports/${made.upload}`);
  made.upload = await sendUpload(send);
}

/** Removes added views and restores changed and deleted ones. */
export async function restoreViews({ server, made }: PrivacyWorld): Promise<void> {
  await server.backend.state.query('DELETE FROM saved_views WHERE user_id = $1', [OWNER]);
  await server.backend.state.query(
    `INSERT INTO saved_views VALUES ($1, $2, 'Chat', $3, false, now()), ($4, $2, 'By agent', $5, true, now())`,
    [made.view, OWNER, CHAT, made.agentView, BY_AGENT],
  );
}

/** As it was saved by somebody who sees the agents. */
export async function restoreMapping({ server, made }: PrivacyWorld): Promise<void> {
  await server.backend.state.query('DELETE FROM import_mappings');
  await server.backend.state.query(`INSERT INTO import_mappings VALUES ($1, 'Kept', $2, $3, now())`, [
    made.mapping,
    MAPPING,
    OWNER,
  ]);
}

/** As they were made, and as if they had never run. */
export async function restoreSchedules({ server, scheduleRows }: PrivacyWorld): Promise<void> {
  const { state } = server.backend;
  await state.query('DELETE FROM schedule_runs');
  await state.query('DELETE FROM schedules');
  await state.query('INSERT INTO schedules SELECT * FROM json_populate_recordset(NULL::schedules, $1::json)', [
    scheduleRows,
  ]);
}

/** In the state after the level was lowered while the job was queued. */
export async function restoreFailedJob({ server, made }: PrivacyWorld): Promise<void> {
  await server.backend.state.query(`UPDATE export_jobs SET state = 'failed', error = $2 WHERE id = $1`, [
    made.failedJob,
    'The column "email" is not available to you',
  ]);
}

/** Queued for no worker, so that it can be cancelled. */
export async function restoreWaitingJob({ server, made }: PrivacyWorld): Promise<void> {
  await server.backend.state.query(`UPDATE export_jobs SET state = 'queued' WHERE id = $1`, [made.failedJob]);
}
