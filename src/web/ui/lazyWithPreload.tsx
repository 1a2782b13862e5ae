import { type ComponentType, lazy, useState } from 'react';

/** A part of the page's code could not be fetched: the server is away, or has a newer page. */
export class PartNotLoaded extends Error {
  constructor() {
    super('A part of the page could not be loaded');
    this.name = 'PartNotLoaded';
  }
}

/** Loads a part of the page on demand. React keeps a failed load for good, so the page itself must load again. */
export async function loadPart<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch {
    throw new PartNotLoaded();
  }
}

/**
 * A component whose code is fetched when it first shows, or early by `prepare`. Fetched early it shows at once:
 * React's own `lazy` leaves a gap even then, and the keys that somebody types into it are lost.
 */
export function lazyPart<P extends object>(load: () => Promise<ComponentType<P>>) {
  let loaded: ComponentType<P> | undefined;
  const fetched = async () => {
    loaded ??= await loadPart(load);
    return loaded;
  };
  const Deferred: ComponentType<P> = lazy(async () => ({ default: await fetched() }));
  // biome-ignore lint/correctness/noComponentHookFactories: made once for each part, when its module is read.
  function Part(props: P) {
    // Whatever it began as it stays, or its state would be lost.
    const [Shown] = useState<ComponentType<P>>(() => loaded ?? Deferred);
    return <Shown {...props} />;
  }
  return Object.assign(Part, { prepare: () => void fetched().catch(() => undefined) });
}
