import { type ComponentType, lazy, useState } from 'react';

/** The code of a component could not be fetched: the server is away, or has a newer page. */
export class ChunkLoadError extends Error {
  constructor() {
    super('A part of the page could not be loaded');
    this.name = 'ChunkLoadError';
  }
}

/** Imports a module on demand. React keeps a failed import for good, so the page itself must load again. */
async function loadChunk<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch {
    throw new ChunkLoadError();
  }
}

/**
 * A component whose code is fetched when it is first rendered, or early by `preload`. Once preloaded it renders
 * at once: React's own `lazy` suspends even then, and keys that are pressed meanwhile are lost.
 */
export function lazyWithPreload<P extends object>(load: () => Promise<ComponentType<P>>) {
  let loaded: ComponentType<P> | undefined;
  const fetchOnce = async () => {
    loaded ??= await loadChunk(load);
    return loaded;
  };
  const Deferred: ComponentType<P> = lazy(async () => ({ default: await fetchOnce() }));
  // biome-ignore lint/correctness/noComponentHookFactories: called once for each component, when its module is evaluated.
  function Preloadable(props: P) {
    // The element type must stay the same while it is mounted, or its state would be lost.
    const [Component] = useState<ComponentType<P>>(() => loaded ?? Deferred);
    return <Component {...props} />;
  }
  return Object.assign(Preloadable, { preload: () => void fetchOnce().catch(() => undefined) });
}
