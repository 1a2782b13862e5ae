import { format } from 'node:util';
import { escapeControls } from '../log/escapeControls';

/** From here on console writes no control character but line ends. */
export function guardConsole(): void {
  for (const name of ['log', 'info', 'warn', 'error'] as const) {
    const write = console[name].bind(console);
    console[name] = (...values: unknown[]) =>
      write(
        format(...values)
          .split('\n')
          .map(escapeControls)
          .join('\n'),
      );
  }
}
