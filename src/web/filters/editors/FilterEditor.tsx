import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import Stack from '@mui/material/Stack';
import { type FormEvent, type RefObject, useRef, useState } from 'react';
import type { Filter } from '../../../contract/query/filters';
import { say } from '../../../contract/texts/texts';
import { useIsTouch } from '../../ui/useIsTouch';
import { type FilterDraft, takesOrEmpty } from '../language/draft/filterDraft';
import { checkDraft, type DraftScope } from '../language/draft/readDraft';
import { OperandEditor } from './OperandEditor';
import { EditorFooter } from './parts/EditorFooter';
import { EditorHeader } from './parts/EditorHeader';
import type { LoadValues } from './parts/loadValues';

/** Edits one filter. What is typed stays a draft until Apply; it is read by the parser that reads links. */
export function FilterEditor(props: {
  initial: FilterDraft;
  /** Kept at what Apply would apply, as long as that is a change. */
  drafted: RefObject<Filter | null>;
  scope: DraftScope;
  loadValues: LoadValues;
  onApply(filter: Filter): void;
  onClose(): void;
  /** For a new filter: another column. */
  onBack?(): void;
  /** For an existing one. */
  onRemove?(): void;
}) {
  const { initial, drafted, scope, loadValues, onApply, onClose, onBack, onRemove } = props;
  const [draft, setDraft] = useState(initial);
  const [wasTried, setWasTried] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const autoFocus = !useIsTouch();
  const result = checkDraft(draft, scope);
  drafted.current = draft !== initial && 'filter' in result ? result.filter : null;
  const problem = 'problem' in result ? result.problem : null;
  const change = (part: Partial<FilterDraft>) => setDraft((before) => ({ ...before, ...part }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if ('filter' in result) return onApply(result.filter);
    setWasTried(true);
    form.current?.querySelector<HTMLElement>(`[name="${result.problem.field}"]`)?.focus();
  };
  return (
    <Stack component="form" ref={form} spacing={1.5} onSubmit={submit} noValidate>
      <EditorHeader draft={draft} onDraft={setDraft} onBack={onBack} />
      <OperandEditor
        // A field of another comparator is another field.
        key={draft.comparator}
        draft={draft}
        change={change}
        problem={problem}
        wasTried={wasTried}
        scope={scope}
        loadValues={loadValues}
        autoFocus={autoFocus && draft.comparator === initial.comparator}
        onApply={onApply}
        onSubmit={() => form.current?.requestSubmit()}
      />
      {takesOrEmpty(draft) && (
        <FormControlLabel
          control={<Checkbox checked={draft.orEmpty} onChange={(_, orEmpty) => change({ orEmpty })} />}
          label={say('editor.orEmpty')}
        />
      )}
      <EditorFooter problem={problem} onClose={onClose} onRemove={onRemove} />
    </Stack>
  );
}
