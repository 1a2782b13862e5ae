import { say } from '../../contract/texts/texts';
import { ApiFailure, allowedWords, type FailureKind } from '../api/failure';
import { Notice } from './Notice';

/** What can be done, where the server's message says less. */
function adviceOf(kind: FailureKind): string | undefined {
  switch (kind) {
    case 'offline':
    case 'away':
    case 'starting':
    case 'busy':
      return say(`failure.advice.${kind}`);
    default:
      return undefined;
  }
}

/** Describes any error, with the server's message where there is one. */
export function FailureNotice(props: { error: unknown; isBrief?: boolean; retry?: () => void }) {
  const { error, isBrief = false, retry } = props;
  const failure = error instanceof ApiFailure ? error : undefined;
  const kind = failure?.kind ?? 'broken';
  const { requestId } = failure?.detail ?? {};
  const allowed = allowedWords(failure?.detail.allowed);
  return (
    <Notice
      urgent
      isBrief={isBrief}
      title={say(`failure.${kind}`)}
      {...(retry === undefined ? {} : { action: { label: say('failure.tryAgain'), run: retry } })}
    >
      {adviceOf(kind) ?? failure?.message ?? say('failure.unexpected')}
      {allowed !== undefined && <p>{say('failure.allowed', { allowed })}</p>}
      {requestId !== undefined && <p>{say('failure.request', { id: requestId })}</p>}
    </Notice>
  );
}
