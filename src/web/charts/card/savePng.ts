import { CONTROLS } from '../../ui/printStyle';

/** Elements with this attribute are tools of the page and no part of the picture. */
export const NOT_IN_PICTURE = { 'data-picture': 'none' } as const;

/** Twice the pixels, so that it stays sharp on a slide. */
const SCALE = 2;

/** Saves an element as it looks, in the theme that is on, as a PNG file. */
export async function savePng(element: HTMLElement, name: string): Promise<void> {
  // Loaded for the first picture: most visits save none.
  const { domToBlob } = await import('modern-screenshot');
  const picture = await domToBlob(element, {
    scale: SCALE,
    backgroundColor: getComputedStyle(element).backgroundColor,
    font: { cssText: await fontFaces() },
    filter: (node) => !(node instanceof Element && node.matches(CONTROLS)),
  });
  const address = URL.createObjectURL(picture);
  const link = document.createElement('a');
  link.href = address;
  link.download = `${name}.png`;
  link.click();
  // The browser has begun to read it by then; without this it would stay in memory until the page is left.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** The fonts in use, with their files inside: a picture loads nothing. */
async function fontFaces(): Promise<string> {
  const used = new Set(
    [...document.fonts].filter(({ status }) => status === 'loaded').map(({ unicodeRange }) => unicodeRange),
  );
  const rules = [...document.styleSheets]
    .flatMap((sheet) => [...sheet.cssRules])
    .filter((rule) => rule instanceof CSSFontFaceRule)
    .filter(({ style }) => used.has(style.getPropertyValue('unicode-range')));
  return (await Promise.all(rules.map(withFile))).join('\n');
}

async function withFile({ cssText, parentStyleSheet }: CSSFontFaceRule): Promise<string> {
  const url = /url\("([^"]+)"\)/.exec(cssText)?.[1];
  if (url === undefined) return cssText;
  const answer = await fetch(new URL(url, parentStyleSheet?.href ?? document.baseURI));
  return cssText.replace(url, await asDataUrl(await answer.blob()));
}

function asDataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}
