import type { IncomingMessage } from 'node:http';
import { ApiError } from '../../../contract/errors';

/**
 * What of a head is decoded or read as an address, by us and by the framework. Both take the square of the length for some
 * texts: seconds for 100 KB, in the thread that everybody is served by.
 */
const MOST = {
  /** Without the query; the longest of ours has a hundred. */
  path: 2048,
  /** A name has at most 253, RFC 1035. */
  host: 300,
};

/** Why a request is refused for the length of a part of its head. */
export function refusalOfHead({ url = '', headers }: IncomingMessage): ApiError | undefined {
  const end = url.indexOf('?');
  if ((end === -1 ? url.length : end) > MOST.path) {
    return new ApiError('uriTooLong', 'The path of the address is too long', { allowed: `${MOST.path} characters` });
  }
  if ((headers.host?.length ?? 0) > MOST.host) {
    return new ApiError('badRequest', 'The address or the Host header is not valid');
  }
  return undefined;
}
