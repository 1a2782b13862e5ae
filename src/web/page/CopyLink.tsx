import Box from '@mui/material/Box';
import { useState } from 'react';
import { LONG_LINK } from '../../contract/query/links';
import type { ReportView } from '../../contract/query/reportUrl';
import { say } from '../../contract/texts/texts';
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
  const copy = async (what: 'link' | 'short' | 'fixed' | 'command', text: string | Promise<string>) => {
    try {
      setCopied(say((await copyText(text)) ? `page.copy.done.${what}` : 'page.copy.refused'));
    } catch (error) {
      setCopied(say('page.copy.failed', { why: error instanceof Error ? error.message : String(error) }));
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
            label: say(view.query.asOf === undefined ? 'page.copy.live' : 'page.copy.this'),
            note: noteOf(view, long ? link.length : undefined),
            run: () => void copy('link', link),
          },
          ...(long
            ? [
                {
                  label: say('page.copy.short'),
                  note: say('page.copy.short.note'),
                  run: () => void copy('short', shortened(view)),
                },
              ]
            : []),
          {
            label: say('page.copy.fixed'),
            note: say(long ? 'page.copy.fixed.short' : 'page.copy.fixed.note'),
            run: () => {
              const fixed = frozen(view, asOf);
              void copy('fixed', long ? shortened(fixed) : linkTo(fixed, page));
            },
          },
          {
            label: say('page.copy.curl'),
            note: say('page.copy.curl.note'),
            run: () => void copy('command', curlOf(view, origin)),
          },
          { label: say('page.copy.print'), note: say('page.copy.print.note'), run: () => print() },
        ]}
      >
        {copied ?? say('page.copy')}
      </MenuButton>
      <Box role="status" sx={VISUALLY_HIDDEN}>
        {copied}
      </Box>
    </>
  );
}

function noteOf(view: ReportView, length: number | undefined): string {
  const moment = say(view.query.asOf === undefined ? 'page.copy.moves' : 'page.copy.stays');
  if (length === undefined) return moment;
  return say('page.copy.long', { moment, n: length });
}
