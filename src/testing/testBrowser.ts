import type { User } from '../server/access/principal';
import type { TestBackend } from './testBackend';

/** A browser at a server without a port, as far as it keeps a cookie. */
export class TestBrowser {
  readonly #server: TestBackend;
  /** `name=value`; empty while it has none. */
  cookie = '';

  constructor(server: TestBackend) {
    this.#server = server;
  }

  /** Calls the API with the cookie, and takes the one that the answer sets. */
  async call(path: string, { headers, ...init }: RequestInit = {}): Promise<Response> {
    const sent = new Headers(headers);
    if (this.cookie !== '') sent.set('Cookie', this.cookie);
    const response = await this.#server.call(path, { ...init, headers: sent, token: '' });
    const set = response.headers.get('Set-Cookie');
    if (set !== null) this.cookie = set.includes('Max-Age=0') ? '' : (set.split(';')[0] ?? '');
    return response;
  }

  post(path: string, body: object): Promise<Response> {
    return this.call(path, { method: 'POST', body: JSON.stringify(body) });
  }

  /** Trades a token of the user for a session. */
  async signInAs(user: User, choice: object = {}): Promise<Response> {
    const token = await this.#server.backend.sessions.tokens.issue(user, 'api', 3600);
    return this.post('/session', { token, ...choice });
  }
}
