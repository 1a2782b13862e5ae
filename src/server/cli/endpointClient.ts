import type { Readable } from 'node:stream';
import { type AnyRequest, requestTo } from '../../contract/endpoints/address';
import { ENDPOINTS, type EndpointId, type Endpoints } from '../../contract/endpoints/endpoints';
import type { RequestOf, ResponseBody } from '../../contract/endpoints/exchange';
import { readValue } from '../../contract/endpoints/readValue';
import { parseJson } from '../../contract/format/parseJson';
import { toWebStream } from '../process/webStream';

export interface SendOptions {
  signal?: AbortSignal;
  /** The body of an endpoint that takes a file. */
  file?: Readable;
}

/** Sends a request to an address of the API, such as `/api/mind/sync`. @throws Error for a refusal. */
export type Send = (address: string, init: RequestInit) => Promise<Response>;

/** The API as commands speak it, typed by the declared endpoints. */
export class EndpointClient {
  readonly #send: Send;

  constructor(send: Send) {
    this.#send = send;
  }

  /** The value of the response. @throws Error with the reason of a refusal, or when it is not as declared. */
  ask<Name extends EndpointId>(
    name: Name,
    request: RequestOf<Name, Endpoints[Name]>,
    options?: SendOptions,
  ): Promise<ResponseBody<Endpoints[Name]>>;
  async ask(name: EndpointId, request: AnyRequest, options: SendOptions = {}): Promise<unknown> {
    const response = await this.#sendTo(name, request, options);
    const read = readValue(ENDPOINTS[name].responses, response.status, parseJson(await response.text()));
    if (read === undefined) throw new Error('The server that has this DATA_DIR gave a response that is not understood');
    return read.value;
  }

  /** The response of an endpoint that gives a file. @throws Error with the reason of a refusal. */
  fetch<Name extends EndpointId>(
    name: Name,
    request: RequestOf<Name, Endpoints[Name]>,
    options?: SendOptions,
  ): Promise<Response>;
  fetch(name: EndpointId, request: AnyRequest, options: SendOptions = {}): Promise<Response> {
    return this.#sendTo(name, request, options);
  }

  #sendTo(name: EndpointId, request: AnyRequest, { signal, file }: SendOptions): Promise<Response> {
    const { method, address } = requestTo(name, request);
    const init = { method, ...bodyOf(request, file), ...(signal === undefined ? {} : { signal }) };
    return this.#send(address, init);
  }
}

function bodyOf({ body }: AnyRequest, file: Readable | undefined): RequestInit {
  // fetch needs `duplex` for a stream, but its types lack it.
  if (file !== undefined) return { body: toWebStream(file), duplex: 'half' } as RequestInit;
  if (body === undefined) return {};
  return { body: JSON.stringify(body), headers: { 'Content-Type': 'application/json' } };
}
