import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { test } from '../../../testing/fixtures';
import { openOutbox } from './outbox';

/** Two tries of one mail at a time, as there are when the first one's lease has expired while it was writing. */
test('a mail that is written twice at a time is there once and whole, and neither try fails', async ({ folder }) => {
  const outbox = openOutbox(folder);
  const attached = 'a,b\r\n'.repeat(100_000);
  const mail = {
    messageId: '<export-1@example.com>',
    to: 'anna@example.com',
    subject: 'Export',
    text: 'Here it is.',
    attachments: [{ filename: 'a.csv', content: attached }],
  };
  await Promise.all([outbox.send(mail), outbox.send(mail)]);
  expect(readdirSync(folder)).toEqual(['export-1.eml']);
  const base64 = readFileSync(join(folder, 'export-1.eml'), 'utf8').replaceAll('\r\n', '');
  expect(base64).toContain(Buffer.from(attached).toString('base64'));
  outbox.close();
});
