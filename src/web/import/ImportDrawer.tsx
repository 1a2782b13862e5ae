import { say } from '../../contract/texts/texts';
import { FailureNotice } from '../ui/FailureNotice';
import { Notice } from '../ui/Notice';
import { SideSheet } from '../ui/SideSheet';
import { ChooseFile } from './ChooseFile';
import { ImportResult } from './ImportResult';
import { PreviewStep } from './PreviewStep';
import { SendingFiles } from './SendingFiles';
import type { TicketImport } from './useImport';

/** The steps of an import: choose files, preview, import, result. */
export function ImportDrawer({ held, onClose }: { held: TicketImport; onClose(): void }) {
  return (
    <SideSheet isOpen title={say('import.title')} closeLabel={say('import.close')} width={640} onClose={onClose}>
      <Step held={held} />
    </SideSheet>
  );
}

function Step({ held }: { held: TicketImport }) {
  const { list, listError, upload, sending, problem } = held;
  if (sending !== undefined) return <SendingFiles sending={sending} stop={held.stopSending} />;
  if (list === undefined) {
    return listError === null ? (
      <Notice title={say('import.loading')} />
    ) : (
      <FailureNotice error={listError} retry={held.readList} />
    );
  }
  if (upload === undefined) return <ChooseFile maxBytes={list.maxBytes} send={held.send} problem={problem} />;
  // What was refused for its numbers alone can be started once more.
  if (upload.state === 'uploaded' || upload.doubt !== null)
    return <PreviewStep key={upload.id} upload={upload} held={held} />;
  return <ImportResult upload={upload} again={held.remove} lost={(problem ?? listError)?.message} />;
}
