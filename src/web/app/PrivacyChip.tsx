import Chip from '@mui/material/Chip';
import { useState } from 'react';
import { columnOf } from '../../contract/columns/columns';
import { formatAll } from '../../contract/format/text';
import {
  hiddenColumns,
  lowerLevel,
  PRIVACY_LEVELS,
  type Principal,
  type PrivacyLevel,
  visibleColumns,
} from '../../contract/privacy';
import { DEFAULT_VIEW, type ReportView } from '../../contract/query/reportUrl';
import { lowered } from '../../contract/query/ticketQuery';
import type { Profile } from '../../contract/responses/sessionResponses';
import { insideSentence, say } from '../../contract/texts/texts';
import { colour } from '../ui/colours';
import { LazyMenu, preloadMenu } from '../ui/LazyMenu';
import { leavePreview } from '../url/useReportView';

/** Shows which columns are hidden, and offers "Preview as": the page at a lower privacy level. */
export function PrivacyChip(props: {
  profile: Profile;
  /** The level in the address. */
  asLevel: PrivacyLevel | undefined;
  /** Undefined while the address is invalid. */
  view: ReportView | undefined;
  goTo(view: ReportView): void;
}) {
  const { profile, asLevel, view, goTo } = props;
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const own = profile.privacyLevel;
  const profilePrincipal = { level: own, permissions: profile.permissions };
  const shown = lowerLevel(own, asLevel ?? own);
  const previewing = shown !== own;
  const hidden = describeHiddenColumns(profile, shown);
  const preview = (level: PrivacyLevel) => {
    if (view === undefined) return leavePreview();
    const { asLevel: _, ...query } = view.query;
    if (level === own) goTo({ ...view, page: 1, query });
    else
      goTo(withoutHidden({ ...view, page: 1, query: { ...query, asLevel: level } }, lowered(profilePrincipal, level)));
  };
  return (
    <>
      <Chip
        size="small"
        variant={previewing ? 'filled' : 'outlined'}
        clickable
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        label={previewing ? say('shell.preview', { what: hidden }) : hidden}
        onPointerEnter={preloadMenu}
        onFocus={preloadMenu}
        onClick={(event) => setAnchor(event.currentTarget)}
        sx={previewing ? { bgcolor: colour('accent-bg'), color: colour('accent') } : { color: colour('soft') }}
      />
      <LazyMenu
        anchor={anchor}
        onClose={() => setAnchor(null)}
        heading={say('shell.privacy.heading')}
        actions={PRIVACY_LEVELS.slice(PRIVACY_LEVELS.indexOf(own)).map((level) => ({
          label: say(level === own ? 'shell.privacy.own' : 'shell.privacy.preview', {
            level: say(`shell.privacy.level.${level}`),
          }),
          note: say('shell.privacy.setting', { hidden: describeHiddenColumns(profile, level), level }),
          selected: level === shown,
          // Without a view there is nothing to preview, but the preview can be left.
          disabled: view === undefined && !(previewing && level === own),
          run: () => preview(level),
        }))}
      />
    </>
  );
}

/**
 * The view without hidden columns: order, columns and grouping fall back to the defaults where they name one.
 * Filters stay even if they do: without one the report would widen.
 */
function withoutHidden(view: ReportView, principal: Principal): ReportView {
  const visible = visibleColumns(principal);
  const { order, columns, ...query } = view.query;
  const orderLeft = order?.filter(({ field }) => visible.includes(field)) ?? [];
  const left = columns?.filter((id) => visible.includes(id)) ?? [];
  return {
    ...view,
    groupBy: visible.includes(view.groupBy) ? view.groupBy : DEFAULT_VIEW.groupBy,
    query: {
      ...query,
      ...(orderLeft.length > 0 ? { order: orderLeft } : {}),
      ...(left.length > 0 ? { columns: left } : {}),
    },
  };
}

/** "Agent and raw data hidden". */
function describeHiddenColumns({ privacyLevel, permissions }: Profile, level: PrivacyLevel): string {
  const hidden = hiddenColumns(lowered({ level: privacyLevel, permissions }, level));
  if (hidden.length === 0) return say('shell.privacy.allVisible');
  const names = formatAll(hidden.map((id) => insideSentence(columnOf(id).label)));
  return say('shell.privacy.hidden', { columns: names.charAt(0).toUpperCase() + names.slice(1) });
}
