import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Upload } from '../../contract/responses/importResponses';
import { sendFiles } from './sendFiles';

const UPLOAD: Upload = {
  id: 'the-upload',
  fileNames: ['a.csv'],
  bytes: 1,
  state: 'uploaded',
  progress: null,
  summary: null,
  reason: null,
  doubt: null,
};

/** A request that the test answers, as a browser does. */
class HeldRequest extends EventTarget {
  static made: HeldRequest[] = [];
  readonly upload = new EventTarget();
  status = 0;
  responseText = '';
  aborted = false;
  constructor() {
    super();
    HeldRequest.made.push(this);
  }
  open(): void {}
  setRequestHeader(): void {}
  send(): void {}
  abort(): void {
    this.aborted = true;
    this.dispatchEvent(new Event('abort'));
  }
  sentWhole(): void {
    this.upload.dispatchEvent(new Event('load'));
  }
  answer(): void {
    this.status = 201;
    this.responseText = JSON.stringify(UPLOAD);
    this.dispatchEvent(new Event('load'));
  }
}

const asked = vi.fn(async (_url: string, _init: RequestInit) => new Response(null, { status: 204 }));
const FILE = new File(['id,createdAt'], 'a.csv');

beforeEach(() => {
  HeldRequest.made = [];
  asked.mockClear();
  vi.stubGlobal('XMLHttpRequest', HeldRequest);
  vi.stubGlobal('fetch', asked);
});
afterEach(() => vi.unstubAllGlobals());

function send(files: File[]) {
  const stop = new AbortController();
  const sent = sendFiles(files, () => undefined, stop.signal);
  const [request] = HeldRequest.made;
  if (request === undefined) throw new Error('nothing was sent');
  return { stop, sent, request };
}

test('stopped while a file is on its way, it is broken off', async () => {
  const { stop, sent, request } = send([FILE]);
  stop.abort();
  await expect(sent).rejects.toMatchObject({ name: 'AbortError' });
  expect(request.aborted).toBe(true);
  expect(asked).not.toHaveBeenCalled();
});

test('stopped when a file has arrived and the answer has not, the upload is removed', async () => {
  const { stop, sent, request } = send([FILE, FILE]);
  request.sentWhole();
  stop.abort();
  expect(request.aborted).toBe(false);
  request.answer();
  await expect(sent).rejects.toMatchObject({ name: 'AbortError' });
  expect(HeldRequest.made).toHaveLength(1);
  expect(asked.mock.calls).toMatchObject([['/api/mind/imports/the-upload', { method: 'DELETE' }]]);
});
