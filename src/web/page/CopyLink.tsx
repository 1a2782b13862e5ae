import Box from '@mui/material/Box';
import { useState } from 'react';
import { formatCount } from '../../contract/format/numbers';
import { LONG_LINK } from '../../contract/query/links';
import type { ReportView } from '../../contract/query/reportUrl';
import { makeLink } from '../api/client';
import { copyText } from '../ui/copyText';
import { MenuButton } from '../ui/MenuButton';
import { VISUALLY_HIDDEN } from '../ui/visuallyHidden';
import { frozen } from '../url/frozenView';
import { curlOf, linkTo } from '../url/reportLinks';
import { queryToSave } from '../views/viewQuery';

/** Copies the report as a live link, as one with a fixed moment, or as a cURL command. */
export function CopyLink({ view, asOf }: { view: ReportView; asOf: string }) {
  const [copied, setCopied] = useState<string>();
  const copy = async (what: string, text: string | Promise<string>) => {
    try {
      setCopied((await copyText(text)) ? `${what} copied` : 'Copying was refused by the browser');
    } catch (error) {
      setCopied(`No link: ${error instanceof Error ? error.message : error}`);
    }
  };
  const { origin, pathname } = window.location;
  const page = origin + pathname;
  const link = linkTo(view, page);
  const long = link.length > LONG_LINK;
  /** For links too long for mail and chat: the server stores the query, and the link has its id. */
  const shortened = async (kept: ReportView) => `${page}?link=${await makeLink(queryToSave(kept))}`;
  return (
    <>
      <MenuButton
        onBlur={() => setCopied(undefined)}
        actions={[
          {
            label: view.query.asOf === undefined ? 'Live link' : 'This link',
            note: noteOf(view, long ? link.length : undefined),
            run: () => void copy('Link', link),
          },
          ...(long
            ? [
                {
                  label: 'Short link',
                  note: 'the same report; this server keeps its filters',
                  run: () => void copy('Short link', shortened(view)),
                },
              ]
            : []),
          {
            label: 'Fixed link',
            note: `${long ? 'short; ' : ''}as of this moment, with dates instead of “now”`,
            run: () => {
              const fixed = frozen(view, asOf);
              void copy('Fixed link', long ? shortened(fixed) : linkTo(fixed, page));
            },
          },
          {
            label: 'cURL command',
            note: 'csv; takes $TICKETLENS_TOKEN',
            run: () => void copy('Command', curlOf(view, origin)),
          },
          { label: 'Print or save as PDF', note: 'the report and this page of tickets', run: () => print() },
        ]}
      >
        {copied ?? 'Copy link'}
      </MenuButton>
      <Box role="status" sx={VISUALLY_HIDDEN}>
        {copied}
      </Box>
    </>
  );
}

function noteOf(view: ReportView, length: number | undefined): string {
  const moment = view.query.asOf === undefined ? '“now” moves on' : 'fixed to its moment';
  if (length === undefined) return moment;
  return `${moment}; ${formatCount(length)} characters, which mail and chat may cut`;
}
