import type { Viewer } from '../../contract/query/ticketQuery';
import { ApiFailure } from '../api/failure';
import { FailureNotice } from '../app/FailureNotice';
import { Notice } from '../app/Notice';
import { BadLink, problemOfFailure } from './BadLink';
import type { ReportAddress } from './useReportView';

/** While a short link is looked up, and when it stands for nothing that the viewer may see. */
export function OpeningLink(props: { address: Extract<ReportAddress, { opening: unknown }>; viewer: Viewer }) {
  const { opening, search, goTo } = props.address;
  const { error, retry } = opening;
  if (error === null) return <Notice title="Opening the link …" />;
  const problem = error instanceof ApiFailure ? problemOfFailure(error) : null;
  if (problem === null) return <FailureNotice error={error} retry={retry} />;
  return <BadLink problem={problem} search={search} viewer={props.viewer} goTo={goTo} />;
}
