import { useSyncExternalStore } from 'react';

/** What the wall needs at its own size: a screen that is larger shows all of it larger. */
const WIDTH = 1130;
const HEIGHT = 745;

/** By how much the page is magnified so that it fills the screen; never below its own size. */
export function useZoom(): number {
  return useSyncExternalStore(subscribe, zoomOfWindow);
}

function zoomOfWindow(): number {
  return Math.max(1, Math.min(window.innerWidth / WIDTH, window.innerHeight / HEIGHT));
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener('resize', onChange);
  return () => window.removeEventListener('resize', onChange);
}
