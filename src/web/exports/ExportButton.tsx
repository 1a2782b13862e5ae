import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import type { ReportView } from '../../contract/query/reportUrl';
import type { Profile } from '../../contract/responses/sessionResponses';
import { say } from '../../contract/texts/texts';
import { figuresUrl } from '../api/client';
import { pageLanguage } from '../settings/language';
import { MenuButton } from '../ui/MenuButton';
import { OFF_STYLE, useRefusal } from '../ui/useRefusal';
import { exportRequest, reportRequest } from '../url/requestParameters';
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
  const { format, columnIds: columns, csvDialect, headers, delivery } = file;
  const { total } = counts;
  const refusal = refusalOf(profile, total);
  const { control, note, tell } = useRefusal(refusal);
  const outcome = total === undefined ? '' : `${format} ${describeOutcome(profile, file, total)}`;
  const start = () => {
    if (refusal !== undefined) return tell();
    run.start(exportRequest(view, asOf, { format, columns, csvDialect, headers, delivery, language: pageLanguage() }));
  };
  return (
    <Box sx={{ position: 'relative', display: 'flex' }}>
      <Button
        variant="contained"
        disabled={total === undefined && refusal === undefined}
        {...control}
        // A disabled button would lose the focus; `start` ignores clicks meanwhile.
        aria-disabled={run.isPending || refusal !== undefined}
        title={refusal ?? outcome}
        sx={{ ...LEFT_STYLE, ...(run.isPending || refusal !== undefined ? OFF_STYLE : {}) }}
        onClick={start}
      >
        {run.isPending ? say('exports.preparing') : say(`exports.button.${delivery}`, { format })}
      </Button>
      <MenuButton
        variant="contained"
        disabled={total === undefined || refusal !== undefined}
        aria-label={say('exports.menu')}
        actions={fileActions(profile, file, counts, () =>
          run.download(figuresUrl(reportRequest(view, asOf), pageLanguage())),
        )}
        sx={RIGHT_STYLE}
      >
        ▾
      </MenuButton>
      {note}
    </Box>
  );
}

/** Why nothing can be exported; undefined where something can, or it is not known yet. */
function refusalOf({ permissions }: Profile, total: number | undefined): string | undefined {
  if (!permissions.includes('exportData')) {
    return say('exports.needsPermission');
  }
  return total === 0 ? say('exports.nothing') : undefined;
}

const LEFT_STYLE = { borderTopRightRadius: 0, borderBottomRightRadius: 0 };
const RIGHT_STYLE = { borderTopLeftRadius: 0, borderBottomLeftRadius: 0, minWidth: 0, px: 1, ml: '1px' };
