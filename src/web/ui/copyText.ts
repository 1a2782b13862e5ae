/**
 * Copies text to the clipboard; false when the browser refuses. A promise of text is passed on as such, since some
 * browsers accept nothing long after the click. Without https the clipboard API does not exist; execCommand is the fallback.
 * @throws the error of a rejected promise.
 */
export async function copyText(source: string | Promise<string>): Promise<boolean> {
  const copying = typeof source === 'string' ? undefined : copyPromised(source);
  const text = await source;
  if (await copying) return true;
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyByCommand(text);
  }
}

async function copyPromised(source: Promise<string>): Promise<boolean> {
  try {
    const blob = source.then((text) => new Blob([text], { type: 'text/plain' }));
    await navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })]);
    return true;
  } catch {
    return false;
  }
}

function copyByCommand(text: string): boolean {
  const field = document.createElement('textarea');
  field.value = text;
  field.style.position = 'fixed';
  field.style.opacity = '0';
  document.body.append(field);
  field.select();
  const copied = document.execCommand('copy');
  field.remove();
  return copied;
}
