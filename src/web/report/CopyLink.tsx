import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { useState } from 'react';
import { encodeQueryString } from '../../contract/queryString';
import { formatReportUrl, type ReportView } from '../../contract/reportUrl';
import { HIDDEN } from '../theme/hidden';
import { frozen } from './frozenView';
import { exportParameters } from './requestParameters';

/** Copies the report as a link that stays live, as one that is fixed to this moment, or as a command. */
export function CopyLink({ view, asOf }: { view: ReportView; asOf: string }) {
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [copied, setCopied] = useState<string>();
  const copy = async (what: string, text: string) => {
    setAnchor(null);
    try {
      await navigator.clipboard.writeText(text);
      setCopied(`${what} copied`);
    } catch {
      // Without permission for the clipboard the address bar still has the link.
      setCopied('Copying was refused by the browser');
    }
  };
  return (
    <>
      <Button
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={(event) => setAnchor(event.currentTarget)}
        onBlur={() => setCopied(undefined)}
      >
        {copied ?? 'Copy link'}
      </Button>
      <Box role="status" sx={HIDDEN}>
        {copied}
      </Box>
      <Menu anchorEl={anchor} open={anchor !== null} onClose={() => setAnchor(null)}>
        <MenuItem onClick={() => void copy('Live link', linkTo(view))}>Live link (now moves on)</MenuItem>
        <MenuItem onClick={() => void copy('Fixed link', linkTo(frozen(view, asOf)))}>
          Link fixed to this moment
        </MenuItem>
        <MenuItem onClick={() => void copy('Command', curlOf(view, asOf))}>cURL command</MenuItem>
      </Menu>
    </>
  );
}

function linkTo(view: ReportView): string {
  const query = formatReportUrl(view);
  return `${window.location.origin}${window.location.pathname}${query === '' ? '' : `?${query}`}`;
}

/** Single quotes are percent-encoded in the query string, so nothing in it can end the shell's quoting. */
function curlOf(view: ReportView, asOf: string): string {
  const query = encodeQueryString(exportParameters(view, asOf, 'csv'));
  const url = `${window.location.origin}/api/mind/export/reporting_tickets?${query}`;
  return `curl -g -H "Authorization: Bearer $TICKETLENS_TOKEN" -o tickets.csv '${url}'`;
}
