import Button from '@mui/material/Button';
import { Suspense, useState } from 'react';
import type { Principal } from '../../contract/privacy';
import { DEFAULT_VIEW, type ReportView } from '../../contract/query/reportUrl';
import type { SavedView } from '../../contract/responses/savedViews';
import type { Action } from '../ui/ActionMenu';
import { LazyMenu, preloadMenu } from '../ui/LazyMenu';
import { lazyWithPreload } from '../ui/lazyWithPreload';
import { RegionBoundary } from '../ui/RegionBoundary';
import { useViews } from './useViews';
import { problemNote, queryToSave, reportOf } from './viewQuery';

const SaveView = lazyWithPreload(() => import('./SaveView').then((module) => module.SaveView));
const ManageViews = lazyWithPreload(() => import('./ManageViews').then((module) => module.ManageViews));

type Open = 'nothing' | 'menu' | 'save' | 'manage';

/** The menu of saved views. */
export function ViewsButton(props: { view: ReportView; principal: Principal; goTo(view: ReportView): void }) {
  const { view, principal, goTo } = props;
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const [open, setOpen] = useState<Open>('nothing');
  // The list is fetched for the menu alone, not when the page opens.
  const [wanted, setWanted] = useState(false);
  const views = useViews(view.query.asLevel, wanted);
  const prepare = () => {
    setWanted(true);
    preloadMenu();
  };
  const close = () => setOpen('nothing');
  const actions: Action[] = [
    ...listed(views.data, views.error, view, (query) => goTo(reportOf(query, view, principal))),
    { label: 'All tickets', divided: true, run: () => goTo(reportOf(queryToSave(DEFAULT_VIEW), view, principal)) },
    { label: 'Save this view …', divided: true, disabled: views.data === undefined, run: () => setOpen('save') },
  ];
  if (views.data !== undefined && views.data.length > 0) {
    actions.push({ label: 'Manage views …', run: () => setOpen('manage') });
  }
  return (
    <>
      <Button
        aria-haspopup="menu"
        aria-expanded={open === 'menu'}
        onPointerEnter={prepare}
        onFocus={prepare}
        onClick={(event) => {
          prepare();
          setAnchor(event.currentTarget);
          setOpen('menu');
        }}
      >
        Views
      </Button>
      <LazyMenu anchor={open === 'menu' ? anchor : null} actions={actions} onClose={close} />
      <RegionBoundary>
        <Suspense>
          {open === 'save' && <SaveView views={views.data ?? []} query={queryToSave(view)} onClose={close} />}
          {open === 'manage' && <ManageViews views={views.data ?? []} onClose={close} />}
        </Suspense>
      </RegionBoundary>
    </>
  );
}

function listed(
  views: readonly SavedView[] | undefined,
  error: Error | null,
  view: ReportView,
  openQuery: (query: string) => void,
): Action[] {
  if (error !== null)
    return [{ label: 'Your views could not be read', note: error.message, disabled: true, run: noop }];
  if (views === undefined) return [{ label: 'Reading your views …', disabled: true, run: noop }];
  if (views.length === 0) return [{ label: 'No saved views yet', disabled: true, run: noop }];
  const current = queryToSave(view);
  return views.map(({ id, name, query, problem, isDefault }) => ({
    id,
    label: name,
    selected: query === current,
    disabled: query === null,
    ...noteOf(query, problem, isDefault),
    run: () => query !== null && openQuery(query),
  }));
}

function noteOf(query: string | null, problem: string | null, isDefault: boolean): { note?: string } {
  if (problem !== null) return { note: problemNote(problem) };
  if (query === null) return { note: 'Names a column that is not available to you' };
  return isDefault ? { note: 'The report opens with it' } : {};
}

function noop(): void {}
