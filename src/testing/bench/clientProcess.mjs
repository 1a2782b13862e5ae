import { connect } from 'node:net';

/**
 * Fetches the addresses that it gets as messages, and answers with the length of each body in bytes. It reads into
 * one buffer, to do little work of its own.
 */

process.on('message', ({ id, url, token }) => {
  const { hostname, port, host, pathname, search } = new URL(url);
  let bytes = 0;
  let status = 0;
  const buffer = Buffer.alloc(1_048_576);
  /** @param {number} length */
  const read = (length) => {
    if (status === 0) status = Number(buffer.toString('latin1', 9, 12));
    bytes += length;
    return true;
  };
  const socket = connect({ host: hostname, port: Number(port), onread: { buffer, callback: read } });
  socket.on('end', () => process.send?.({ id, status, bytes }));
  socket.write(
    `GET ${pathname}${search} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${token}\r\nConnection: close\r\n\r\n`,
  );
});
