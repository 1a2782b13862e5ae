import type { KeyboardEvent } from 'react';

/**
 * Keys of a check-list: arrows walk, a letter goes to the next line that begins with it, Space ticks (the
 * browser's own), Enter applies. Radio buttons keep the browser's arrows, which also choose.
 */
export function walkChoices(event: KeyboardEvent<HTMLElement>, onSubmit: () => void): void {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === 'Enter') {
    event.preventDefault();
    onSubmit();
    return;
  }
  const inputs = [...event.currentTarget.querySelectorAll<HTMLInputElement>('input')];
  const at = event.target instanceof HTMLInputElement ? inputs.indexOf(event.target) : -1;
  const next = at === -1 ? undefined : nextInput(inputs, at, event.key);
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}

function nextInput(inputs: readonly HTMLInputElement[], at: number, key: string): HTMLInputElement | undefined {
  const isRadio = inputs[at]?.type === 'radio';
  const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
  const step = steps[key];
  if (step !== undefined) return isRadio ? undefined : inputs[(at + step + inputs.length) % inputs.length];
  if (key.length !== 1 || key === ' ') return undefined;
  const later = [...inputs.slice(at + 1), ...inputs.slice(0, at + 1)];
  return later.find((input) => input.closest('label')?.textContent?.toLowerCase().startsWith(key.toLowerCase()));
}
