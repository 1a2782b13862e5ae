import type { Wording } from '../../contract/columns/columnMapping';
import type { ImportPreview } from '../../contract/responses/importResponses';
import { RejectGroups } from './RejectGroups';
import { ValueSelects } from './ValueSelects';

interface Props {
  preview: ImportPreview;
  wording: Wording;
  onChange(wording: Wording): void;
}

/** What all rows of the files say: the words in columns of words, and why rows would be rejected. */
export function WholeFile({ preview, wording, onChange }: Props) {
  return (
    <>
      <ValueSelects found={preview.values} wording={wording} onChange={onChange} />
      <RejectGroups groups={preview.rejectGroups} />
    </>
  );
}
