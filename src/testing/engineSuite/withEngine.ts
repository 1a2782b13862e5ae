import { test } from '../fixtures';
import type { EngineKind } from './kinds';

/** Tests with an engine of a kind, opened for a file. */
export function withEngine(kind: EngineKind) {
  return (
    test
      // biome-ignore lint/correctness/noEmptyPattern: Vitest reads the fixtures that one needs from the pattern.
      .extend('tested', { scope: 'file' }, async ({}, { onCleanup }) => {
        const tested = await kind.open();
        onCleanup(() => tested.close());
        return tested;
      })
      .extend('engine', { scope: 'file' }, ({ tested }) => tested.engine)
  );
}
