import Alert from '@mui/material/Alert';
import Button from '@mui/material/Button';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { columnMappingSchema } from '../../contract/columns/columnMapping';
import type { SavedMapping } from '../../contract/responses/savedMappings';
import { say } from '../../contract/texts/texts';
import { ConfirmButton } from './ConfirmButton';
import type { ChosenReading } from './chosenReading';
import { FIELD_STYLE } from './fieldStyle';
import { deleteMapping, getMappings, mappingUrl, postMapping } from './mappingApi';

interface Props {
  /** In the files. */
  names: readonly string[];
  /** What would be saved. */
  reading: Required<ChosenReading>;
  choose(chosen: ChosenReading): void;
}

/** Mappings that are kept by name: one is chosen for this file, or this one is saved for others. */
export function SavedMappings({ names, reading, choose }: Props) {
  const { data: saved = [], refetch } = useQuery({
    queryKey: ['mappings'],
    queryFn: ({ signal }) => getMappings(signal),
  });
  const [id, setId] = useState('');
  const [name, setName] = useState('');
  const keep = useMutation({
    mutationFn: () => postMapping(name, { ...reading.mapping, ...reading.wording }),
    onSuccess: (kept) => setId(kept.id),
    onSettled: () => refetch(),
  });
  const remove = useMutation({ mutationFn: deleteMapping, onSettled: () => refetch() });
  const current = saved.find((each) => each.id === id);
  const take = (taken: SavedMapping | undefined) => {
    setId(taken?.id ?? '');
    if (taken !== undefined) choose({ ...reading, ...knownParts(taken, names) });
  };
  const error = keep.error ?? remove.error;
  return (
    <Stack spacing={1.5} component="section" aria-label={say('import.saved')}>
      {error !== null && <Alert severity="error">{error.message}</Alert>}
      <Stack direction="row" useFlexGap spacing={1.5} sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
        {saved.length > 0 && (
          <TextField
            select
            size="small"
            label={say('import.saved.one')}
            value={current?.id ?? ''}
            onChange={({ target }) => take(saved.find((each) => each.id === target.value))}
            sx={FIELD_STYLE}
            slotProps={{ select: { native: true }, inputLabel: { shrink: true } }}
          >
            <option value="">{say('import.saved.none')}</option>
            {saved.map((each) => (
              <option key={each.id} value={each.id}>
                {each.name}
              </option>
            ))}
          </TextField>
        )}
        {current !== undefined && (
          <>
            <Button component="a" href={mappingUrl(id)} download={`${current.name}.json`}>
              {say('import.saved.download')}
            </Button>
            <ConfirmButton
              label={say('import.saved.delete')}
              question={say('import.saved.delete.question', { name: current.name })}
              yes={say('import.saved.delete.yes')}
              no={say('import.saved.delete.no')}
              onYes={() => remove.mutate(id)}
            />
          </>
        )}
        <TextField
          size="small"
          label={say('import.saved.as')}
          value={name}
          onChange={({ target }) => setName(target.value)}
          sx={FIELD_STYLE}
        />
        <Button disabled={name.trim() === '' || keep.isPending} onClick={() => keep.mutate()}>
          {say('import.saved.save')}
        </Button>
      </Stack>
    </Stack>
  );
}

/** Of a saved mapping what this file has: other names would be refused as errors of typing. */
function knownParts(saved: SavedMapping, names: readonly string[]): Pick<ChosenReading, 'mapping' | 'wording'> {
  const { values, unknownValues, suggest, ...mapping } = saved.mapping;
  const known = Object.entries(mapping).filter(([, name]) => names.includes(name));
  return { mapping: columnMappingSchema.parse(Object.fromEntries(known)), wording: { values, unknownValues, suggest } };
}
