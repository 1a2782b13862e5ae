import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';

/** The markup of a part of the page as it is first drawn, without the styles that stand between its elements. */
export function staticMarkup(part: ReactNode): string {
  return renderToStaticMarkup(part).replace(/<style[^>]*>.*?<\/style>/gs, '');
}

/** Its words, with a space where elements meet. */
export function staticText(part: ReactNode): string {
  return staticMarkup(part)
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim();
}
