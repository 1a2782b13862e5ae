import { Suspense } from 'react';
import type { Action } from './ActionMenu';
import { lazyWithPreload } from './lazyWithPreload';
import { RegionBoundary } from './RegionBoundary';

const ActionMenu = lazyWithPreload(() => import('./ActionMenu').then((module) => module.ActionMenu));

/** Called when the pointer enters a menu's button, or it gets the focus. */
export const preloadMenu = ActionMenu.preload;

/** The menu of a button, open while it has an anchor. */
export function LazyMenu(props: {
  anchor: HTMLElement | null;
  heading?: string | undefined;
  actions: readonly Action[];
  onClose(): void;
}) {
  const { anchor, heading, actions, onClose } = props;
  if (anchor === null) return null;
  return (
    <RegionBoundary>
      <Suspense>
        <ActionMenu anchor={anchor} heading={heading} actions={actions} onClose={onClose} />
      </Suspense>
    </RegionBoundary>
  );
}
