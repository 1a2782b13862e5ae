import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useId, useState } from 'react';
import type { ReportView } from '../../contract/query/reportUrl';
import type { Profile } from '../../contract/responses/sessionResponses';
import { colour } from '../ui/colours';
import { MenuButton } from '../ui/MenuButton';
import { VISUALLY_HIDDEN } from '../ui/visuallyHidden';
import { exportRequest } from '../url/requestParameters';
import { type FileCounts, fileActions } from './fileActions';
import { describeOutcome } from './preflight';
import type { useExport } from './useExport';
import type { ChosenFile } from './useFileChoice';

/** Downloads or queues the chosen file; the menu beside it chooses which. Where nothing can be exported it says why. */
export function ExportButton(props: {
  view: ReportView;
  asOf: string;
  profile: Profile;
  file: ChosenFile;
  counts: FileCounts;
  run: ReturnType<typeof useExport>;
}) {
  const { view, asOf, profile, file, counts, run } = props;
  const { format, csvDialect } = file;
  const columns = file.columns === 'all' ? undefined : file.columnIds;
  const id = useId();
  const [asked, setAsked] = useState<string>();
  const { total } = counts;
  const refusal = refusalOf(profile, total);
  // It can be taken away while it is shown.
  const told = asked === refusal ? refusal : undefined;
  const outcome = total === undefined ? '' : `${format} ${describeOutcome(profile, format, total)}`;
  const start = () => {
    if (refusal !== undefined) return setAsked(refusal);
    run.start(exportRequest(view, asOf, { format, columns, csvDialect }));
  };
  return (
    <Box sx={{ position: 'relative', display: 'flex' }}>
      <Button
        variant="contained"
        disabled={total === undefined && refusal === undefined}
        // A disabled button would lose the focus and could not say why; `start` ignores clicks meanwhile.
        aria-disabled={run.isPending || refusal !== undefined}
        aria-describedby={refusal === undefined ? undefined : id}
        title={refusal ?? outcome}
        sx={{ ...LEFT_STYLE, ...(run.isPending || refusal !== undefined ? OFF_STYLE : {}) }}
        onClick={start}
        onBlur={() => setAsked(undefined)}
      >
        {run.isPending ? 'Preparing …' : `Export ${format}`}
      </Button>
      <MenuButton
        variant="contained"
        disabled={total === undefined || refusal !== undefined}
        aria-label="Format and columns of the file"
        actions={fileActions(profile, file, counts)}
        sx={RIGHT_STYLE}
      >
        ▾
      </MenuButton>
      <Box component="span" id={id} role="status" sx={told === undefined ? VISUALLY_HIDDEN : TOLD_STYLE}>
        {refusal}
      </Box>
    </Box>
  );
}

/** Why nothing can be exported; undefined where something can, or it is not known yet. */
function refusalOf({ permissions }: Profile, total: number | undefined): string | undefined {
  if (!permissions.includes('exportData')) {
    return 'Exporting needs the permission exportData, which your account does not have';
  }
  return total === 0 ? 'No ticket matches, so there is nothing to export' : undefined;
}

const OFF_STYLE = { opacity: 0.6, cursor: 'not-allowed' };
const LEFT_STYLE = { borderTopRightRadius: 0, borderBottomRightRadius: 0 };
const RIGHT_STYLE = { borderTopLeftRadius: 0, borderBottomLeftRadius: 0, minWidth: 0, px: 1, ml: '1px' };
const TOLD_STYLE = {
  position: 'absolute',
  top: 36,
  right: 0,
  zIndex: 2,
  width: 'max-content',
  maxWidth: 260,
  p: 1,
  borderRadius: 1,
  border: `1px solid ${colour('line')}`,
  bgcolor: colour('paper'),
};
