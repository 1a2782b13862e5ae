import { zipParts } from '../zipParts';
import { SENTINEL } from './world';

/** What an answer says, as a reader could find it there. */
export interface Answer {
  status: number;
  headers: string;
  /** The body; the parts of an xlsx file unpacked. */
  text: string;
}

export async function readAnswer(response: Response): Promise<Answer> {
  const headers = [...response.headers].map((pair) => pair.join(': ')).join('\n');
  const body = Buffer.from(await response.arrayBuffer());
  const isZip = body.subarray(0, 2).toString('latin1') === 'PK';
  const text = isZip ? Object.values(zipParts(body)).join('\n') : body.toString('utf8');
  return { status: response.status, headers, text };
}

/** "email" is a channel too, the caller has an address, and these name columns where that is meant. */
const ALLOWED = [
  '["email","portal","phone","system","chat","walkIn","letter"]',
  '"email":"walker@example.com"',
  'will be sent to your email: walker@example.com',
  // The document's account of the profile.
  '{"id":{"type":"string"},"email":{"type":"string"},"name"',
  '"required":["id","email","name","permissions"',
  // Only the profile says what is hidden.
  '"hiddenColumns":["email","rawData"]',
  // A sender's own file, as it was sent.
  '"names":["id","createdAt","email","rawData"]',
];
/** A request that names a hidden column is told that name again. */
const REFUSAL = /^\{"error":\{"code":"forbidden","message":"The column \\"(email|rawData)\\" is not available to you",/;

const HIDDEN = new RegExp(
  `.{0,40}(${SENTINEL}|hidden\\.example|\\bemail\\b|rawData|"Agent"|>Agent<|Raw data).{0,40}`,
  'g',
);

/** Hidden values and names of hidden columns, as ids and as labels, in an answer. */
export function leaksIn({ status, headers, text }: Answer): string[] {
  const told = ALLOWED.reduce((rest, allowed) => rest.replaceAll(allowed, ''), text);
  const unexpected = status === 403 ? told.replace(REFUSAL, '') : told;
  return [...`${headers}\n${unexpected}`.matchAll(HIDDEN)].map(([found]) => found);
}
