import type { ColumnMapping } from '../../contract/columns/columnMapping';
import type { ImportPreview } from '../../contract/responses/importResponses';
import type { ChosenReading } from './chosenReading';
import { RejectGroups } from './RejectGroups';
import { SavedMappings } from './SavedMappings';
import { ValueSelects } from './ValueSelects';

interface Props {
  preview: ImportPreview;
  chosen: ChosenReading;
  /** The chosen one, or what is suggested. */
  mapping: ColumnMapping;
  choose(chosen: ChosenReading): void;
}

/** What values mean, why rows would be rejected, and mappings that are kept for other files. */
export function PreviewDetails({ preview, chosen, mapping, choose }: Props) {
  const { values, rejectGroups, problem } = preview;
  return (
    <>
      {problem === null && (
        <>
          <ValueSelects
            found={values}
            wording={chosen.wording}
            onChange={(wording) => choose({ ...chosen, wording })}
          />
          <RejectGroups groups={rejectGroups} />
        </>
      )}
      <SavedMappings names={preview.names} reading={{ ...chosen, mapping }} choose={choose} />
    </>
  );
}
