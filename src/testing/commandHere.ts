import { format } from 'node:util';
import { printError } from '../server/cli/printLines';
import { divertLog } from '../server/log/logger';
import { copyTestState } from './testState';

/** How a command ended, and what it wrote; `text` is both outputs as they came. */
export interface CommandEnd {
  code: number;
  out: string;
  error: string;
  text: string;
}

const CONSOLE = { log: 'out', info: 'out', warn: 'error', error: 'error' } as const;
const SIGNALS = ['SIGINT', 'SIGTERM'] as const;

/**
 * Runs a command of src/server/cli as its script does, in this process: a process for each takes two seconds, most of
 * them to begin. Signals, and that it ends by itself, are for `built.command` to show; so is a command that opens the
 * tickets where this process has others open.
 * @param options `freshState`: a folder without a state is not given one.
 */
export async function commandHere(
  command: () => Promise<void>,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  { freshState = false } = {},
): Promise<CommandEnd> {
  const end: CommandEnd = { code: 0, out: '', error: '', text: '' };
  const write = (to: 'out' | 'error', text: string) => {
    end[to] += text;
    end.text += text;
  };
  if (!freshState && environment.DATA_DIR !== undefined) copyTestState(environment.DATA_DIR);
  const undo = [...asProcess(args, environment), ...diverted(write)];
  try {
    await command().catch(printError);
    end.code = Number(process.exitCode ?? 0);
  } finally {
    for (const each of undo.reverse()) each();
  }
  return end;
}

/** What a command reads of its process, and changes there. @returns what puts all of it back. */
function asProcess(args: readonly string[], environment: Readonly<Record<string, string>>): (() => void)[] {
  const { argv, exitCode } = process;
  const own = { ...process.env };
  const mask = process.umask();
  const listeners = SIGNALS.map((signal) => ({ signal, known: process.listeners(signal) }));
  process.argv = [process.execPath, 'command', ...args];
  process.exitCode = 0;
  Object.assign(process.env, { LOG_LEVEL: 'warn', ...own, ...environment });
  return [
    () => {
      process.argv = argv;
      process.exitCode = exitCode;
    },
    () => {
      for (const name of Object.keys(environment)) delete process.env[name];
      Object.assign(process.env, own);
    },
    () => process.umask(mask),
    () => {
      for (const { signal, known } of listeners)
        for (const each of process.listeners(signal)) if (!known.includes(each)) process.off(signal, each);
    },
  ];
}

/** Sends what is written elsewhere. @returns what ends that. */
function diverted(write: (to: 'out' | 'error', text: string) => void): (() => void)[] {
  const streams = [
    [process.stdout, 'out'],
    [process.stderr, 'error'],
  ] as const;
  const undo = streams.map(([stream, to]) => {
    const own = stream.write;
    stream.write = (text: string | Uint8Array) => {
      write(to, String(text));
      return true;
    };
    return () => {
      stream.write = own;
    };
  });
  for (const [name, to] of Object.entries(CONSOLE) as [keyof typeof CONSOLE, 'out' | 'error'][]) {
    const own = console[name];
    console[name] = (...values: unknown[]) => write(to, `${format(...values)}\n`);
    undo.push(() => {
      console[name] = own;
    });
  }
  undo.push(divertLog({ write: (line) => write('error', line) }));
  return undo;
}
