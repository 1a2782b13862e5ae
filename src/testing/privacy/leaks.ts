import { readParquet } from '../readParquet';
import { zipParts } from '../zipParts';
import { SENTINEL } from './world';

/** A response as text, as a reader could search it. */
export interface Answer {
  status: number;
  headers: string;
  /** The body; the parts of an xlsx file, and values of a parquet file, unpacked. */
  text: string;
}

export async function readAnswer(response: Response): Promise<Answer> {
  const headers = [...response.headers].map((pair) => pair.join(': ')).join('\n');
  const body = Buffer.from(await response.arrayBuffer());
  const isZip = body.subarray(0, 2).toString('latin1') === 'PK';
  const text = isZip ? Object.values(zipParts(body)).join('\n') : `${body.toString('utf8')}${await unpacked(body)}`;
  const isPage = response.headers.get('content-type')?.startsWith('text/html') === true;
  return { status: response.status, headers, text: isPage ? compact(text) : text };
}

/** JSON that a page shows, as it is written elsewhere. */
function compact(page: string): string {
  return page.replaceAll('&quot;', '"').replace(/\n */g, '').replaceAll('": ', '":');
}

/** What a parquet file holds, which is compressed; empty for anything else. */
async function unpacked(body: Buffer): Promise<string> {
  return body.subarray(0, 4).toString('latin1') === 'PAR1' ? JSON.stringify(await readParquet(body)) : '';
}

/** Texts that may name a hidden column: "email" is a channel too, the user has an address. */
const ALLOWED = [
  '["email","portal","phone","system","chat","walkIn","letter"]',
  '"email":"walker@example.com"',
  'will be sent to your email: walker@example.com',
  // How a file gets to its owner.
  '"delivery":"email"',
  '["download","email"]',
  // The description of the profile in the OpenAPI document.
  '{"id":{"type":"string"},"email":{"type":"string"},"name"',
  '"required":["id","email","name","permissions"',
  // An address in the OpenAPI document, by the word that JSON Schema has for its form.
  '"type":"string","format":"email"',
  // The profile lists the hidden columns.
  '"hiddenColumns":["email","rawData"]',
  // The user's own file, as it was sent.
  '"names":["id","createdAt","email","rawData"]',
];
/** A refusal repeats the name of the hidden column in the request. */
const REFUSAL = /^\{"error":\{"code":"forbidden","message":"The column \\"(email|rawData)\\" is not available to you",/;

const HIDDEN = new RegExp(`${SENTINEL}|hidden\\.example|\\bemail\\b|rawData|"Agent"|>Agent<|Raw data`, 'g');
const HIDDEN_VALUE = new RegExp(`${SENTINEL}|hidden\\.example`, 'g');
/** Characters around what is found. A pattern that begins with them takes 150 times as long to find nothing. */
const AROUND = 40;

function foundIn(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(({ 0: found, index }) =>
    text.slice(Math.max(0, index - AROUND), index + found.length + AROUND),
  );
}

/** Hidden values alone. */
export function valuesIn({ headers, text }: Answer): string[] {
  return foundIn(`${headers}\n${text}`, HIDDEN_VALUE);
}

/** Hidden values and names of hidden columns, as ids and as labels, in a response. */
export function leaksIn({ status, headers, text }: Answer): string[] {
  const told = ALLOWED.reduce((rest, allowed) => rest.replaceAll(allowed, ''), text);
  const unexpected = status === 403 ? told.replace(REFUSAL, '') : told;
  return foundIn(`${headers}\n${unexpected}`, HIDDEN);
}
