import type { Context } from 'hono';
import { html } from 'hono/html';
import { ApiError } from '../../contract/errors';

/** An address that leads nowhere: a person gets a page with the way to the report, a program the usual error. */
export function answerNotFound(context: Context, page: string) {
  if (!(context.req.header('Accept') ?? '').includes('text/html')) {
    throw new ApiError('notFound', 'No such address', { allowed: page });
  }
  return context.html(
    html`<!doctype html>
      <html lang="en">
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>No such page · Ticketlens</title>
        <body style="font: 15px/1.5 sans-serif; max-width: 34em; margin: 15vh auto; padding: 0 1em">
          <h1 style="font-size: 1.3em">There is no page at this address</h1>
          <p><a href="${page}">Open the report</a></p>
        </body>
      </html>`,
    404,
  );
}
