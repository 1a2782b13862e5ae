import Box from '@mui/material/Box';
import { useState } from 'react';
import type { ReportView } from '../../contract/reportUrl';
import { MenuButton } from '../app/MenuButton';
import { HIDDEN } from '../theme/hidden';
import { copyText } from './copyText';
import { frozen } from './frozenView';
import { curlOf, linkTo } from './reportLinks';

/** Copies the report as a link that stays live, as one that is fixed to this moment, or as a command. */
export function CopyLink({ view, asOf }: { view: ReportView; asOf: string }) {
  const [copied, setCopied] = useState<string>();
  const copy = async (what: string, text: string) => {
    setCopied((await copyText(text)) ? `${what} copied` : 'Copying was refused by the browser');
  };
  const { origin, pathname } = window.location;
  const page = origin + pathname;
  return (
    <>
      <MenuButton
        onBlur={() => setCopied(undefined)}
        actions={[
          {
            label: view.query.asOf === undefined ? 'Live link' : 'This link',
            note: view.query.asOf === undefined ? '“now” moves on' : 'fixed to its moment',
            run: () => void copy('Link', linkTo(view, page)),
          },
          {
            label: 'Fixed link',
            note: 'as of this moment, with dates instead of “now”',
            run: () => void copy('Fixed link', linkTo(frozen(view, asOf), page)),
          },
          {
            label: 'cURL command',
            note: 'csv; takes $TICKETLENS_TOKEN',
            run: () => void copy('Command', curlOf(view, asOf, origin)),
          },
        ]}
      >
        {copied ?? 'Copy link'}
      </MenuButton>
      <Box role="status" sx={HIDDEN}>
        {copied}
      </Box>
    </>
  );
}
