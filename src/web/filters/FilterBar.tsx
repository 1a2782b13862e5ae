import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { Suspense, useEffect, useRef, useState } from 'react';
import type { ColumnId } from '../../contract/columns/columns';
import { type Filter, type FilterKey, filterLimitError } from '../../contract/query/filters';
import { say } from '../../contract/texts/texts';
import { colour } from '../ui/colours';
import { lazyWithPreload } from '../ui/lazyWithPreload';
import type { LoadValues } from './editors/parts/loadValues';
import { FilterChip, OpensMenu } from './FilterChip';
import { putFilter } from './language/draft/canonicalFilter';

/** Chips paint at once; the editors come beside them. */
const FilterDialog = lazyWithPreload(() => import('./FilterDialog').then((module) => module.FilterDialog));

interface Props {
  filters: readonly Filter[];
  visible: readonly ColumnId[];
  /** The viewer's email address. */
  me: string;
  /** Wall time that says which dates a relative range means now. */
  asOf: string;
  /** Whether it is the link's own, and so does not move. */
  isFixed: boolean;
  onChange(filters: Filter[]): void;
  loadValues: LoadValues;
}

/** Which filter is edited: its place in the list, the end of the list for a new one. */
interface Editing {
  index: number;
  anchor: HTMLElement;
  /** The column of a new one, where it is known. */
  column?: FilterKey;
  /** The list as it was: when it changes meanwhile (Back), the place is no longer the filter's. */
  filters: string;
}

/** The report's filters as sentences; each opens its editor. Nothing is applied before Apply or Enter. */
export function FilterBar({ filters, visible, me, asOf, isFixed, onChange, loadValues }: Props) {
  const shown = JSON.stringify(filters);
  const [opened, setEditing] = useState<Editing | null>(null);
  const editing = opened?.filters === shown ? opened : null;
  const period = periodIndex(filters);
  const { addButton, periodButton, chips, focusOn } = useFocusReturn(filters.length, editing !== null, period);
  useEffect(FilterDialog.preload, []);

  const edit = (index: number, anchor: HTMLElement) => setEditing({ index, anchor, filters: shown });
  const editPeriod = (anchor: HTMLElement) =>
    setEditing({ index: filters.length, column: 'createdAt', anchor, filters: shown });
  const origin = originOf(editing, filters.length);
  const close = () => {
    setEditing(null);
    focusOn(origin, filters.length);
  };
  const remove = (index: number) => {
    setEditing(null);
    focusOn(index === period ? PERIOD_BUTTON : index, filters.length - 1);
    onChange(filters.filter((_, at) => at !== index));
  };
  const apply = (filter: Filter) => {
    if (editing === null) return;
    const next = putFilter(filters, editing.index, filter);
    setEditing(null);
    focusOn(origin, next?.length ?? filters.length);
    if (next !== null) onChange(next);
  };
  const applyAll = (next: readonly Filter[]) => {
    setEditing(null);
    focusOn(ADD_BUTTON, next.length);
    if (next !== filters) onChange([...next]);
  };
  const clear = () => {
    focusOn(ADD_BUTTON, 0);
    onChange([]);
  };
  const whyFull = filterLimitError({ filters: filters.length + 1, values: 0 })?.advice;
  useAddShortcut(() => {
    if (addButton.current === null || whyFull !== undefined) return;
    addButton.current.scrollIntoView({ block: 'nearest' });
    edit(filters.length, addButton.current);
  });
  return (
    <Box role="group" aria-label={say('filters.filters')} sx={{ display: 'contents' }}>
      {period === undefined && (
        <Button
          ref={periodButton}
          aria-haspopup="dialog"
          aria-expanded={editing?.column !== undefined}
          disabled={whyFull !== undefined}
          title={whyFull ?? say('filters.whenCreated')}
          onClick={(event) => editPeriod(event.currentTarget)}
          sx={{ pr: 0.75 }}
        >
          {say('filters.allTime')} <OpensMenu />
        </Button>
      )}
      {periodFirst(filters, period).map(({ filter, index }) => (
        <FilterChip
          key={index}
          filter={filter}
          asOf={asOf}
          isFixed={isFixed}
          isOpen={editing?.index === index}
          isPeriod={index === period}
          buttonRef={(button) => {
            chips.current[index] = button;
          }}
          onOpen={(anchor) => edit(index, anchor)}
          onRemove={() => remove(index)}
        />
      ))}
      <Button
        ref={addButton}
        aria-haspopup="dialog"
        aria-expanded={editing?.index === filters.length && editing.column === undefined}
        aria-keyshortcuts={isMac ? 'Meta+K' : 'Control+K'}
        disabled={whyFull !== undefined}
        title={whyFull ?? ''}
        onClick={(event) => edit(filters.length, event.currentTarget)}
      >
        {say('filters.add')}
        <Box component="kbd" aria-hidden="true" sx={SHORTCUT_STYLE}>
          {isMac ? MAC_KEYS : say('filters.add.keys')}
        </Box>
      </Button>
      {filters.length > 1 && (
        <Button variant="text" onClick={clear} sx={{ color: colour('soft') }}>
          {say('filters.clearAll')}
        </Button>
      )}
      {editing !== null && (
        <Suspense fallback={null}>
          <FilterDialog
            anchor={editing.anchor}
            filter={filters[editing.index]}
            column={editing.column}
            // For a new one the list itself: what is added to it without a change is the same list.
            otherFilters={
              editing.index === filters.length ? filters : filters.filter((_, index) => index !== editing.index)
            }
            visible={visible}
            me={me}
            asOf={asOf}
            loadValues={loadValues}
            onApply={apply}
            onFilters={applyAll}
            onRemove={() => remove(editing.index)}
            onClose={close}
          />
        </Suspense>
      )}
    </Box>
  );
}

const isMac = navigator.platform.startsWith('Mac');
const MAC_KEYS = '⌘K';

const SHORTCUT_STYLE = {
  // Where there is a keyboard.
  display: { xs: 'none', md: 'inline' },
  '@media (hover: none)': { display: 'none' },
  ml: 1,
  font: 'inherit',
  fontSize: 11,
  fontWeight: 400,
  color: colour('faint'),
};

/** A dialog that has the page below it. */
const COVERING = '[role=dialog]:not([aria-modal=false])';

/** Ctrl K, or Command K, wherever the focus is; not while a dialog is open, which has the page below it. */
function useAddShortcut(add: () => void): void {
  const latest = useRef(add);
  latest.current = add;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const isPlain = !event.altKey && !event.shiftKey && (isMac ? event.metaKey : event.ctrlKey);
      if (event.key.toLowerCase() !== 'k' || !isPlain) return;
      event.preventDefault();
      if (document.querySelector(COVERING) === null) latest.current();
    };
    addEventListener('keydown', onKeyDown);
    return () => removeEventListener('keydown', onKeyDown);
  }, []);
}

const ADD_BUTTON = Number.POSITIVE_INFINITY;
const PERIOD_BUTTON = Number.NEGATIVE_INFINITY;

/** Where the focus goes back to: a new filter came from a button, and the next one will. */
function originOf(editing: Editing | null, count: number): number {
  if (editing?.column !== undefined) return PERIOD_BUTTON;
  return editing === null || editing.index === count ? ADD_BUTTON : editing.index;
}

/** The place of the filter that says from when tickets are: the period. */
function periodIndex(filters: readonly Filter[]): number | undefined {
  const found = filters.findIndex(({ key }) => key === 'createdAt');
  return found === -1 ? undefined : found;
}

function periodFirst(filters: readonly Filter[], period: number | undefined) {
  const all = filters.map((filter, index) => ({ filter, index }));
  return all.toSorted((a, b) => Number(b.index === period) - Number(a.index === period));
}

/** Brings the focus back to where the work was, once the dialog is gone and the chips are those of the new list. */
function useFocusReturn(count: number, isOpen: boolean, period: number | undefined) {
  const addButton = useRef<HTMLButtonElement>(null);
  const periodButton = useRef<HTMLButtonElement>(null);
  const chips = useRef<(HTMLButtonElement | null)[]>([]);
  const wanted = useRef<{ index: number; count: number } | null>(null);
  useEffect(() => {
    if (isOpen || wanted.current === null || wanted.current.count !== count) return;
    const { index } = wanted.current;
    wanted.current = null;
    if (index === PERIOD_BUTTON) {
      (period === undefined ? periodButton.current : chips.current[period])?.focus();
      return;
    }
    const chip = index === ADD_BUTTON ? undefined : chips.current[Math.min(index, count - 1)];
    (chip ?? addButton.current)?.focus();
  });
  return {
    addButton,
    periodButton,
    chips,
    focusOn: (index: number, countThen: number) => {
      wanted.current = { index, count: countThen };
    },
  };
}
