import type { Language } from '../../contract/texts/language';
import { say } from '../../contract/texts/texts';
import { inLanguage } from './inLanguage';
import { escapeHtml } from './scheduleMail';
import type { Subscription } from './unsubscribeLink';

/** The page that a mail's link opens, which works without scripts and without a sign-in. @param isDone after the form. */
export function unsubscribePage(language: Language, found: Subscription | undefined, isDone: boolean): string {
  return inLanguage(language, () => {
    const title = escapeHtml(say('scheduleMail.page.title'));
    const words =
      found === undefined
        ? say('scheduleMail.page.gone')
        : say(isDone ? 'scheduleMail.page.done' : 'scheduleMail.page.ask', {
            name: found.schedule.plan.name,
            email: found.recipient.email,
          });
    const form =
      found === undefined || isDone
        ? ''
        : `<form method="post"><button type="submit">${escapeHtml(say('scheduleMail.page.confirm'))}</button></form>`;
    return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} · Ticketlens</title>
<style>${STYLE}</style>
</head>
<body><main><h1>${title}</h1><p>${escapeHtml(words)}</p>${form}</main></body>
</html>
`;
  });
}

const STYLE = `:root{color-scheme:light dark}
body{margin:0;font:16px/1.5 -apple-system,Segoe UI,Helvetica,Arial,sans-serif;background:#f6f4f0;color:#22201c}
main{max-width:32rem;margin:12vh auto 0;padding:1.5rem;overflow-wrap:anywhere}
h1{font-size:1.4rem;margin:0 0 .5rem}
button{font:inherit;color:#fff;background:#0f5e5a;border:0;border-radius:6px;padding:.6rem 1.2rem;cursor:pointer}
button:focus-visible{outline:3px solid #7cc4bd;outline-offset:2px}
@media (prefers-color-scheme:dark){body{background:#171614;color:#ece8e1}button{background:#1f766f}}`;
