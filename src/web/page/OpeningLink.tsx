import type { Principal } from '../../contract/privacy';
import { say } from '../../contract/texts/texts';
import { ApiFailure } from '../api/failure';
import { FailureNotice } from '../ui/FailureNotice';
import { Notice } from '../ui/Notice';
import type { ReportAddress } from '../url/useReportView';
import { BadLink, problemOfFailure } from './BadLink';

/** Shown while a short link is looked up, and when it is unknown or not allowed for the viewer. */
export function OpeningLink(props: { address: Extract<ReportAddress, { opening: unknown }>; principal: Principal }) {
  const { opening, search, goTo } = props.address;
  const { error, retry } = opening;
  if (error === null) return <Notice title={say('page.openingLink')} />;
  const problem = error instanceof ApiFailure ? problemOfFailure(error) : null;
  if (problem === null) return <FailureNotice error={error} retry={retry} />;
  return <BadLink problem={problem} search={search} principal={props.principal} goTo={goTo} />;
}
