import Chip from '@mui/material/Chip';
import { useState } from 'react';
import type { Profile } from '../../contract/answers';
import { columnOf } from '../../contract/columns';
import { hiddenColumns, PRIVACY_LEVELS, type PrivacyLevel } from '../../contract/privacy';
import type { ReportView } from '../../contract/reportUrl';
import { lowered } from '../../contract/ticketQuery';
import { colour } from '../theme/colours';
import { LazyMenu, prepareMenu } from './LazyMenu';

/** What is hidden from the viewer, and "Preview as": the page as somebody with less sees it. */
export function PrivacyChip(props: { profile: Profile; view: ReportView | undefined; goTo(view: ReportView): void }) {
  const { profile, view, goTo } = props;
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const own = profile.privacyLevel;
  const shown = view?.query.asLevel ?? own;
  const previewing = shown !== own;
  const preview = (level: PrivacyLevel) => {
    if (view === undefined) return;
    const { asLevel: _, ...query } = view.query;
    goTo({ ...view, page: 1, query: level === own ? query : { ...query, asLevel: level } });
  };
  return (
    <>
      <Chip
        size="small"
        variant={previewing ? 'filled' : 'outlined'}
        clickable
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        label={`${previewing ? 'Preview: ' : ''}${hiddenWords(profile, shown)} · ${shown}`}
        onPointerEnter={prepareMenu}
        onFocus={prepareMenu}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={previewing ? { bgcolor: colour('accent-bg'), color: colour('accent') } : { color: colour('soft') }}
      />
      <LazyMenu
        anchor={anchor}
        onClose={() => setAnchor(null)}
        heading="Hidden columns exist nowhere: not in rows, filters, charts or files"
        actions={PRIVACY_LEVELS.slice(PRIVACY_LEVELS.indexOf(own)).map((level) => ({
          label: level === own ? `Your own level: ${level}` : `Preview as ${level}`,
          note: hiddenWords(profile, level),
          selected: level === shown,
          disabled: view === undefined,
          run: () => preview(level),
        }))}
      />
    </>
  );
}

/** "Agent and raw data hidden". */
function hiddenWords({ privacyLevel, permissions }: Profile, level: PrivacyLevel): string {
  const hidden = hiddenColumns(lowered({ level: privacyLevel, permissions }, level));
  if (hidden.length === 0) return 'All columns visible';
  const names = hidden.map((id) => columnOf(id).label.toLowerCase()).join(' and ');
  return `${names.charAt(0).toUpperCase()}${names.slice(1)} hidden`;
}
