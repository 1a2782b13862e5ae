import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import { test } from '../../../../testing/fixtures';
import { zipParts } from '../../../../testing/zipParts';
import type { WorkbookRequest } from './workbook';
import { xlsxInWorker } from './xlsxInWorker';

function requestIn(folder: string): WorkbookRequest {
  const about = {
    words: '',
    asOf: '2026-11-23 14:05:00',
    timeZone: 'Europe/Berlin',
    email: 'anna@example.com',
    link: 'https://desk.example.com/reporting',
    hiddenColumns: 0,
    part: undefined,
  };
  return { path: join(folder, 'tickets.xlsx'), columns: ['id'], headers: 'names', language: 'en', about };
}

/** One row, once its turn has come. */
async function* oneRow(turn: Promise<void>): AsyncGenerator<Uint8Array> {
  await turn;
  yield Buffer.from('[1]\n');
}

test('a file that waits for its turn at the engine has no thread yet', async ({ folder }) => {
  // Without a thread that a test before has left.
  vi.resetModules();
  const { xlsxInWorker: inFirstThread } = await import('./xlsxInWorker');
  const started = vi.fn();
  process.on('worker', started);
  try {
    let begin = (): void => {};
    const turn = new Promise<void>((resolve) => {
      begin = resolve;
    });
    const writing = inFirstThread(oneRow(turn), requestIn(folder));
    await new Promise(setImmediate);
    expect(started).not.toHaveBeenCalled();
    begin();
    expect(await writing).toBe(1);
    expect(started).toHaveBeenCalledOnce();
    expect(existsSync(join(folder, 'tickets.xlsx'))).toBe(true);
  } finally {
    process.off('worker', started);
  }
});

test('whoever gives up meanwhile gets the reason, and the engine its place back', async ({ folder }) => {
  const gone = new AbortController();
  const returned = vi.fn();
  async function* twoRows(): AsyncGenerator<Uint8Array> {
    try {
      yield Buffer.from('[1]\n');
      gone.abort(new Error('the client went away'));
      yield Buffer.from('[2]\n');
    } finally {
      returned();
    }
  }
  const writing = xlsxInWorker(twoRows(), requestIn(folder), { signal: gone.signal });
  await expect(writing).rejects.toThrow('the client went away');
  expect(returned).toHaveBeenCalledOnce();
});

test('the thread of one that is whole writes the next, in its own language; that of one that was given up does not', async ({
  folder,
}) => {
  const started = vi.fn();
  process.on('worker', started);
  const topics = async (language: 'en' | 'de') => {
    const request: WorkbookRequest = { ...requestIn(folder), columns: ['topic'], headers: 'labels', language };
    const rows = (async function* () {
      yield Buffer.from('["x"]\n["y"]\n');
    })();
    expect(await xlsxInWorker(rows, request)).toBe(2);
    return Object.values(zipParts(readFileSync(request.path))).join();
  };
  try {
    expect(await topics('en')).toContain('>Topic<');
    started.mockClear();
    const german = await topics('de');
    expect(german).toContain('>Thema<');
    expect(german).not.toContain('>Topic<');
    expect(started).not.toHaveBeenCalled();
    const gone = new AbortController();
    async function* givenUp(): AsyncGenerator<Uint8Array> {
      yield Buffer.from('[1]\n');
      gone.abort(new Error('the client went away'));
      yield Buffer.from('[2]\n');
    }
    await expect(xlsxInWorker(givenUp(), requestIn(folder), { signal: gone.signal })).rejects.toThrow('went away');
    expect(await topics('en')).toContain('>Topic<');
    expect(started).toHaveBeenCalledOnce();
  } finally {
    process.off('worker', started);
  }
});
