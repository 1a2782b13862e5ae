/**
 * Puts text on the clipboard; false when the browser refuses. Text that is still on its way is handed over as
 * such: some browsers take none from a click that is long past. @throws whatever keeps the text from coming.
 * Without https the clipboard's own interface does not exist; the older command still works then.
 */
export async function copyText(coming: string | Promise<string>): Promise<boolean> {
  const handed = typeof coming === 'string' ? undefined : handOver(coming);
  const text = await coming;
  if (await handed) return true;
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyByCommand(text);
  }
}

async function handOver(coming: Promise<string>): Promise<boolean> {
  try {
    const blob = coming.then((text) => new Blob([text], { type: 'text/plain' }));
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
