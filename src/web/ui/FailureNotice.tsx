import { ApiFailure, type FailureKind } from '../api/failure';
import { Notice } from './Notice';

const TITLE: Record<FailureKind, string> = {
  offline: 'You are offline',
  away: 'The server cannot be reached',
  starting: 'The server is starting',
  unauthenticated: 'Your session has ended',
  forbidden: 'You may not see this',
  busy: 'Too much at once',
  limit: 'This takes too much',
  refused: 'The server refused this request',
  broken: 'Something went wrong',
};

const ADVICE: Partial<Record<FailureKind, string>> = {
  offline: 'Check the network. The page goes on by itself; what you filtered is kept in the address.',
  away: 'It may be restarting. The page asks again by itself; what you filtered is kept in the address.',
  starting: 'This takes a few seconds; the page goes on by itself.',
  busy: 'Many of your questions wait already. The page asks again by itself.',
};

/** Describes any error, with the server's message where there is one. */
export function FailureNotice({ error, retry }: { error: unknown; retry?: () => void }) {
  const failure = error instanceof ApiFailure ? error : undefined;
  const kind = failure?.kind ?? 'broken';
  const { allowed, requestId } = failure?.detail ?? {};
  return (
    <Notice urgent title={TITLE[kind]} {...(retry === undefined ? {} : { action: { label: 'Try again', run: retry } })}>
      {ADVICE[kind] ?? failure?.message ?? 'The page met an error that it did not expect.'}
      {allowed !== undefined && <p>Allowed: {typeof allowed === 'string' ? allowed : allowed.join(', ')}</p>}
      {requestId !== undefined && <p>Request {requestId}</p>}
    </Notice>
  );
}
