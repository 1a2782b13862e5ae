import type { AddressInfo, Socket } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** The behaviour of the mail server. */
export type SmtpBehaviour =
  | 'accept'
  /** Refuses the recipient permanently. */
  | 'refuse'
  /** Refuses temporarily. */
  | 'busy'
  /** Accepts connections and never responds. */
  | 'hang'
  /** Closes the connection in the middle of the mail. */
  | 'cut'
  /** Receives the whole mail and never confirms it. */
  | 'silentlyAccept'
  /** Refuses mails with an attachment. */
  | 'small';

export interface TestSmtpServer {
  url: string;
  /** Raw mails that were received whole. */
  mails: string[];
  /** Number of connections so far. */
  connections: number;
  behaviour: SmtpBehaviour;
  /** Accepts mails again, also those of open connections. */
  resume(): void;
  close(): Promise<void>;
}

/** A real mail server on loopback. */
export async function startSmtpServer(behaviour: SmtpBehaviour = 'accept', port = 0): Promise<TestSmtpServer> {
  const sockets = new Set<Socket>();
  const hanging: (() => void)[] = [];
  const smtp = new SMTPServer({
    disabledCommands: ['AUTH', 'STARTTLS'],
    logger: false,
    closeTimeout: 100,
    disableReverseLookup: true,
    onConnect(_session, callback) {
      test.connections += 1;
      if (test.behaviour === 'hang') hanging.push(callback);
      else callback();
    },
    onRcptTo(_address, _session, callback) {
      if (test.behaviour === 'refuse') return callback(reply(550, '5.1.1 No such mailbox here'));
      if (test.behaviour === 'busy') return callback(reply(451, '4.3.0 Try again later'));
      callback();
    },
    onData(stream, _session, callback) {
      let text = '';
      stream.on('data', (chunk: Buffer) => {
        text += chunk.toString('latin1');
        if (test.behaviour === 'cut') for (const socket of sockets) socket.destroy();
      });
      stream.on('end', () => {
        if (test.behaviour === 'small' && text.includes('Content-Disposition: attachment')) {
          return callback(reply(552, '5.3.4 Message too big'));
        }
        if (test.behaviour !== 'cut') test.mails.push(text);
        if (test.behaviour !== 'silentlyAccept') callback();
      });
    },
  });
  // Connections that a test closes are errors to the server.
  smtp.on('error', () => undefined);
  smtp.server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => smtp.listen(port, '127.0.0.1', resolve));
  const { port: listening } = smtp.server.address() as AddressInfo;
  const test: TestSmtpServer = {
    url: `smtp://127.0.0.1:${listening}`,
    mails: [],
    connections: 0,
    behaviour,
    resume() {
      test.behaviour = 'accept';
      for (const callback of hanging.splice(0)) callback();
    },
    close: () =>
      new Promise((resolve) => {
        smtp.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
  return test;
}

function reply(responseCode: number, words: string): Error {
  return Object.assign(new Error(words), { responseCode });
}

export function messageIdIn(mail: string): string | undefined {
  return /^Message-ID:\s+(\S+)/im.exec(mail)?.[1];
}
