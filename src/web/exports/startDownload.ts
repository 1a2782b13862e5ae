import { errorBodySchema } from '../../contract/errors';
import { parseJson } from '../../contract/format/parseJson';

/**
 * The browser's own download: nothing of the file passes through the page's memory. It starts in a frame out
 * of sight, so that a refusal (an ended session, a file that is gone) neither replaces the page nor is saved
 * as if it were the file.
 * @param onRefused with the server's words.
 */
export function startDownload(url: string, onRefused: (message: string) => void): void {
  const frame = document.createElement('iframe');
  frame.hidden = true;
  frame.title = 'Download';
  // A file that is saved loads no document: this fires for an error's answer only.
  frame.addEventListener('load', () => {
    if (frame.contentDocument?.URL === 'about:blank') return;
    onRefused(refusal(textOf(frame)));
    frame.remove();
  });
  frame.src = url;
  document.body.append(frame);
}

/** Empty where the browser shows a page of its own, which scripts cannot read. */
function textOf(frame: HTMLIFrameElement): string {
  return frame.contentDocument?.body.textContent ?? '';
}

/** The server's words in an error answer. */
export function refusal(text: string): string {
  const body = errorBodySchema.safeParse(parseJson(text));
  return body.success ? body.data.error.message : 'The download could not be started';
}
