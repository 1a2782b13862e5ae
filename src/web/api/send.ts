import { type AnyRequest, requestTo } from '../../contract/endpoints/address';
import type { Endpoint } from '../../contract/endpoints/endpoint';
import type { EndpointId } from '../../contract/endpoints/endpoints';
import type { RequestOf, ResponseBody } from '../../contract/endpoints/exchange';
import { PAGE_ENDPOINTS, type PageEndpointId, type PageEndpoints } from '../../contract/endpoints/pageEndpoints';
import { readValue } from '../../contract/endpoints/readValue';
import { parseJson } from '../../contract/format/parseJson';
import { isLanguage } from '../../contract/texts/language';
import { spoken } from '../../contract/texts/texts';
import { connectionFailure, failureOf, notUnderstood } from './failure';
import { noteSessionEnd, userHeaders } from './user';

/** A response that was understood: its value is what the endpoint declares. */
export interface Received<Body> {
  body: Body;
  headers: Headers;
}

/**
 * Sends a request to an endpoint, with nothing that it does not declare.
 * @throws ApiFailure, or the abort's own error when the signal was aborted.
 */
export function send<Name extends PageEndpointId>(
  name: Name,
  request: RequestOf<Name, PageEndpoints[Name]>,
  signal?: AbortSignal,
): Promise<Received<ResponseBody<PageEndpoints[Name]>>>;
export function send(name: PageEndpointId, request: AnyRequest, signal?: AbortSignal): Promise<Received<unknown>> {
  return sendDeclared(name, PAGE_ENDPOINTS[name].responses, request, signal);
}

/** As send, to an endpoint whose declaration the page's start does without. */
export async function sendDeclared<Responses extends Endpoint['responses']>(
  name: EndpointId,
  responses: Responses,
  request: AnyRequest,
  signal?: AbortSignal,
): Promise<Received<ResponseBody<{ access: 'public'; responses: Responses }>>>;
export async function sendDeclared(
  name: EndpointId,
  responses: Endpoint['responses'],
  request: AnyRequest,
  signal?: AbortSignal,
): Promise<Received<unknown>> {
  const { method, address } = requestTo(name, request);
  const { body } = request;
  const response = await connected(
    fetch(address, {
      method,
      credentials: 'same-origin',
      ...(signal === undefined ? {} : { signal }),
      headers: {
        ...userHeaders(),
        ...languageHeader(),
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
    signal,
  );
  // An answer can break off as well as a request.
  const text = await connected(response.text(), signal);
  noteSessionEnd(response.headers);
  return { body: readDeclared(responses, response.status, text), headers: response.headers };
}

/** Mails are written in the language of the page. */
function languageHeader(): Record<string, string> {
  const language = spoken()?.language;
  return isLanguage(language) ? { 'Accept-Language': language } : {};
}

/** Sends a request whose response is told by its value alone. @throws as send does. */
export async function ask<Name extends PageEndpointId>(
  name: Name,
  request: RequestOf<Name, PageEndpoints[Name]>,
  signal?: AbortSignal,
): Promise<ResponseBody<PageEndpoints[Name]>> {
  return (await send(name, request, signal)).body;
}

async function connected<T>(step: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  try {
    return await step;
  } catch (error) {
    throw signal?.aborted === true ? error : connectionFailure();
  }
}

/** The value of a response, as the endpoint declares it for this status; anything else is a failure, never half of one. */
export function readResponse<Name extends PageEndpointId>(
  name: Name,
  status: number,
  text: string,
): ResponseBody<PageEndpoints[Name]>;
export function readResponse(name: PageEndpointId, status: number, text: string): unknown {
  return readDeclared(PAGE_ENDPOINTS[name].responses, status, text);
}

function readDeclared(responses: Endpoint['responses'], status: number, text: string): unknown {
  const body = parseJson(text);
  if (status < 200 || status >= 300) throw failureOf(status, body);
  const read = readValue(responses, status, body);
  if (read === undefined) throw notUnderstood();
  return read.value;
}
