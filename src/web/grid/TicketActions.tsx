import IconButton from '@mui/material/IconButton';
import Link from '@mui/material/Link';
import { useEffect, useRef } from 'react';
import { DEFAULT_VIEW, type ReportView } from '../../contract/query/reportUrl';
import { say } from '../../contract/texts/texts';
import { CopyButton } from '../ui/CopyButton';
import { linkTo } from '../url/reportLinks';
import { neighbours } from './neighbours';

/** From one ticket to its neighbours on the page, to the helpdesk, and its link. */
export function TicketActions(props: {
  id: number;
  ids: readonly number[];
  view: ReportView;
  /** Address of the ticket in the helpdesk. */
  helpdeskUrl: string | undefined;
  onShow(id: number): void;
}) {
  const { id, ids, view, helpdeskUrl, onShow } = props;
  const { previous, next } = neighbours(ids, id);
  useStepKeys({ k: previous, j: next }, onShow);
  const step = (to: number | undefined, label: string, key: string, sign: string) => (
    <IconButton
      size="small"
      aria-label={label}
      aria-keyshortcuts={key}
      title={`${label} (${key})`}
      disabled={to === undefined}
      onClick={() => {
        if (to !== undefined) onShow(to);
      }}
    >
      {sign}
    </IconButton>
  );
  return (
    <>
      {helpdeskUrl !== undefined && (
        <Link href={helpdeskUrl} target="_blank" rel="noreferrer" sx={{ fontSize: 13 }}>
          {say('grid.helpdesk')}
        </Link>
      )}
      <CopyButton label={say('grid.copyLink')} text={() => linkOf(id, view)} />
      {step(previous, say('grid.previous'), 'k', '↑')}
      {step(next, say('grid.next'), 'j', '↓')}
    </>
  );
}

/** The ticket alone, at the level that it is seen at. */
function linkOf(id: number, { query: { asLevel, asOf } }: ReportView): string {
  const { origin, pathname } = window.location;
  const query = {
    filters: [{ key: 'id', comparator: '=', value: id } as const],
    ...(asOf === undefined ? {} : { asOf }),
    ...(asLevel === undefined ? {} : { asLevel }),
  };
  return linkTo({ ...DEFAULT_VIEW, query }, origin + pathname);
}

/** Keys that show another ticket, wherever the focus is but in a field. */
function useStepKeys(steps: Readonly<Record<string, number | undefined>>, onShow: (id: number) => void): void {
  const latest = useRef({ steps, onShow });
  latest.current = { steps, onShow };
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isField(event.target)) return;
      const to = latest.current.steps[event.key.toLowerCase()];
      if (to === undefined) return;
      event.preventDefault();
      latest.current.onShow(to);
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
}

function isField(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest('input, textarea, select, [contenteditable=true]') !== null;
}
