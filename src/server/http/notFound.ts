import type { Context } from 'hono';
import { html } from 'hono/html';
import { ApiError } from '../../contract/errors';
import { SERVER_TEXTS } from '../../contract/languages/serverTexts';
import { say, spokenIn } from '../../contract/texts/texts';
import { languageOf } from './call/languageOf';

/** An address that leads nowhere: a person gets a page with the way to the report, a program the usual error. */
export function answerNotFound(context: Context, page: string) {
  if (!(context.req.header('Accept') ?? '').includes('text/html')) {
    throw new ApiError('notFound', 'No such address', { allowed: page });
  }
  const language = languageOf(context) ?? 'en';
  const words = spokenIn(SERVER_TEXTS[language], () => ({
    title: say('notFound.title'),
    heading: say('notFound.heading'),
    open: say('notFound.open'),
  }));
  // What is missing now may be there after an upgrade.
  context.header('Cache-Control', 'no-store');
  context.header('Vary', 'Accept, Accept-Language', { append: true });
  return context.html(
    html`<!doctype html>
      <html lang="${language}">
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${words.title} · Ticketlens</title>
        <body style="font: 15px/1.5 sans-serif; max-width: 34em; margin: 15vh auto; padding: 0 1em">
          <h1 style="font-size: 1.3em">${words.heading}</h1>
          <p><a href="${page}">${words.open}</a></p>
        </body>
      </html>`,
    404,
  );
}
