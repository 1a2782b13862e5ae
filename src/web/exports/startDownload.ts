import { errorBodySchema } from '../../contract/errors';
import { parseJson } from '../../contract/format/parseJson';
import { say } from '../../contract/texts/texts';
import { errorWords } from '../api/failure';

/**
 * Downloads by the browser, so that the file is never in the page's memory. It starts in a hidden frame, so that an
 * error (an ended session, a file that is gone) neither replaces the page nor is saved as if it were the file.
 * @param onRefused called with the server's message.
 */
export function startDownload(url: string, onRefused: (message: string) => void): void {
  const frame = document.createElement('iframe');
  frame.hidden = true;
  frame.title = 'Download';
  // A saved file loads no document: this fires for an error's response only.
  frame.addEventListener('load', () => {
    if (frame.contentDocument?.URL === 'about:blank') return;
    onRefused(errorMessage(textOf(frame)));
    frame.remove();
  });
  frame.src = url;
  document.body.append(frame);
}

/** Empty for an error page of the browser's own, which scripts cannot read. */
function textOf(frame: HTMLIFrameElement): string {
  return frame.contentDocument?.body.textContent ?? '';
}

/** The message in the body of an error. */
export function errorMessage(text: string): string {
  const body = errorBodySchema.safeParse(parseJson(text));
  return body.success ? errorWords(body.data.error) : say('jobs.notStarted');
}
