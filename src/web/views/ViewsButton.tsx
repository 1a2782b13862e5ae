import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { Suspense, useState } from 'react';
import type { Principal } from '../../contract/privacy';
import { DEFAULT_VIEW, type ReportView } from '../../contract/query/reportUrl';
import type { SavedView } from '../../contract/responses/savedViews';
import { personName } from '../../contract/texts/serverWords';
import { say } from '../../contract/texts/texts';
import type { Action } from '../ui/ActionMenu';
import { LazyMenu, preloadMenu } from '../ui/LazyMenu';
import { lazyWithPreload } from '../ui/lazyWithPreload';
import { RegionBoundary } from '../ui/RegionBoundary';
import { type OpenedView, toOpened, useOpenedView } from './openedView';
import { useViewEdit, useViews } from './useViews';
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
  const { opened, setOpened } = useOpenedView();
  const edit = useViewEdit();
  const query = queryToSave(view);
  const own = views.data?.filter(({ sharedBy }) => sharedBy === null);
  const isChanged = opened !== undefined && opened.query !== query;
  const openView = (saved: SavedView) => {
    if (saved.query === null) return;
    setOpened(toOpened(saved));
    goTo(reportOf(saved.query, view, principal));
  };
  const openAll = () => {
    setOpened(undefined);
    goTo(reportOf(queryToSave(DEFAULT_VIEW), view, principal));
  };
  const update = (saved: OpenedView) =>
    edit.mutate(
      { type: 'change', id: saved.id, change: { query } },
      { onSuccess: () => setOpened({ ...saved, query }) },
    );
  const actions: Action[] = [
    ...listed(views.data, views.error, query, openView),
    { label: say('views.all'), divided: true, run: openAll },
    ...(isChanged && opened.isOwn
      ? [
          {
            label: say('views.update', { name: opened.name }),
            note: say('views.update.note'),
            divided: true,
            run: () => update(opened),
          },
        ]
      : []),
    { label: say('views.save'), divided: true, disabled: own === undefined, run: () => setOpen('save') },
  ];
  if (own !== undefined && own.length > 0) {
    actions.push({ label: say('views.manage'), run: () => setOpen('manage') });
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
        <Box component="span" sx={NAME_STYLE}>
          {opened === undefined ? say('views.views') : say('views.view', { name: opened.name })}
        </Box>
        {isChanged && say('views.changed')}
      </Button>
      <LazyMenu anchor={open === 'menu' ? anchor : null} actions={actions} onClose={close} />
      <RegionBoundary>
        <Suspense>
          {open === 'save' && (
            <SaveView views={own ?? []} query={query} onClose={close} onSaved={(saved) => setOpened(toOpened(saved))} />
          )}
          {open === 'manage' && <ManageViews views={own ?? []} onClose={close} />}
        </Suspense>
      </RegionBoundary>
    </>
  );
}

function listed(
  views: readonly SavedView[] | undefined,
  error: Error | null,
  current: string,
  open: (view: SavedView) => void,
): Action[] {
  if (error !== null) return [{ label: say('views.unreadable'), note: error.message, disabled: true, run: noop }];
  if (views === undefined) return [{ label: say('views.reading'), disabled: true, run: noop }];
  if (views.length === 0) return [{ label: say('views.none'), disabled: true, run: noop }];
  return views.map((view) => ({
    id: view.id,
    label: view.name,
    selected: view.query === current,
    disabled: view.query === null,
    ...noteOf(view),
    run: () => open(view),
  }));
}

function noteOf({ query, problem, isDefault, isShared, sharedBy }: SavedView): { note?: string } {
  if (problem !== null) return { note: problemNote(problem) };
  if (query === null) return { note: say('views.unavailable') };
  if (sharedBy !== null) return { note: say('views.sharedBy', { who: personName(sharedBy) }) };
  const notes = [isDefault ? say('views.opensWith') : '', isShared ? say('views.sharedByYou') : ''].filter(Boolean);
  return notes.length === 0 ? {} : { note: notes.join(' · ') };
}

/** A long name must not push the other controls away. */
const NAME_STYLE = { maxWidth: 180, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' };

function noop(): void {}
