import { errnoOf } from '../process/errno';

/** Why nobody can listen there, as a line that names the setting; other errors as they are. */
export function listenProblem(error: unknown, host: string, port: number): unknown {
  switch (errnoOf(error)) {
    case 'EADDRINUSE':
      return new Error(`PORT: another program listens on ${port} of ${host}. Stop it, or choose another PORT.`);
    case 'EACCES':
      return new Error(`PORT: no permission to listen on ${port}. Choose one from 1024 on.`);
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EADDRNOTAVAIL':
    case 'EINVAL':
      return new Error(`HOST: "${host}" is no address of this machine.`);
    default:
      return error;
  }
}
