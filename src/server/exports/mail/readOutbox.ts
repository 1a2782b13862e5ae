import PostalMime, { type Address } from 'postal-mime';
import type { OutboxMail } from '../../../contract/responses/exportResponses';
import { openFile } from '../../process/openFile';

/** Text and names come before an attachment's content, which nobody reads here. */
const HEAD_BYTES = 131_072;

/** A mail of the local outbox without the content of its attachments; undefined when there is none. */
export async function readOutboxMail(path: string): Promise<OutboxMail | undefined> {
  const head = await readHead(path);
  if (head === undefined) return undefined;
  const mail = await PostalMime.parse(head);
  return {
    from: addressText(mail.from),
    to: (mail.to ?? []).map(addressText).join(', '),
    subject: mail.subject ?? '',
    messageId: mail.messageId ?? '',
    date: mail.date ?? '',
    text: mail.text ?? '',
    attachments: mail.attachments.map(({ filename }) => filename ?? ''),
  };
}

async function readHead(path: string): Promise<Uint8Array | undefined> {
  const file = await openFile(path).catch(() => undefined);
  if (file === undefined) return undefined;
  try {
    const { buffer, bytesRead } = await file.read(new Uint8Array(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}

function addressText(address: Address | undefined): string {
  if (address === undefined) return '';
  const { name, address: email = '' } = address;
  return name === '' ? email : `${name} <${email}>`;
}
