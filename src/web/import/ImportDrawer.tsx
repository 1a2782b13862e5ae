import { FailureNotice } from '../ui/FailureNotice';
import { Notice } from '../ui/Notice';
import { SideSheet } from '../ui/SideSheet';
import { ChooseFile } from './ChooseFile';
import { ImportResult } from './ImportResult';
import { SendingFiles } from './SendingFiles';
import { UnderstoodRows } from './UnderstoodRows';
import type { TicketImport } from './useImport';

/** Brings files of tickets in: choose, look, import, result. */
export function ImportDrawer({ held, onClose }: { held: TicketImport; onClose(): void }) {
  return (
    <SideSheet isOpen title="Import tickets" closeLabel="Close import" width={640} onClose={onClose}>
      <Step held={held} />
    </SideSheet>
  );
}

function Step({ held }: { held: TicketImport }) {
  const { list, listError, upload, sending, problem } = held;
  if (sending !== undefined) return <SendingFiles sending={sending} stop={held.stopSending} />;
  if (list === undefined) {
    return listError === null ? (
      <Notice title="Loading …" />
    ) : (
      <FailureNotice error={listError} retry={held.readList} />
    );
  }
  if (upload === undefined) return <ChooseFile maxBytes={list.maxBytes} send={held.send} problem={problem} />;
  if (upload.state === 'uploaded') return <UnderstoodRows key={upload.id} upload={upload} held={held} />;
  return <ImportResult upload={upload} again={held.remove} lost={(problem ?? listError)?.message} />;
}
