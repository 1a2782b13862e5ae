import { queryStringOf } from '../../contract/endpoints/address';
import type { UNSUBSCRIBED_FROM } from '../../contract/endpoints/scheduleEndpoints';
import type { Language } from '../../contract/texts/language';
import { personName } from '../../contract/texts/serverWords';
import { say } from '../../contract/texts/texts';
import { inLanguage } from './inLanguage';
import { escapeHtml } from './scheduleMail';
import type { Subscription } from './unsubscribeLink';

type From = (typeof UNSUBSCRIBED_FROM)[number];

/**
 * The page that a mail's link opens, which works without scripts and without a sign-in.
 * @param link its parameters.
 * @param done what its form has just been sent with.
 */
export function unsubscribePage(
  language: Language,
  link: Readonly<Record<string, string | undefined>>,
  found: Subscription | undefined,
  done?: From,
): string {
  return inLanguage(language, () => {
    const title = escapeHtml(say('scheduleMail.page.title'));
    const { words, forms } = found === undefined ? GONE() : contentOf(found, done);
    const paragraphs = words.map((each) => `<p>${escapeHtml(each)}</p>`);
    const buttons = forms.map(([from, label]) => {
      const action = escapeHtml(`?${queryStringOf({ parameters: { ...link, from } })}`);
      return `<form method="post" action="${action}"><button type="submit">${escapeHtml(label)}</button></form>`;
    });
    return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${title} · Ticketlens</title>
<style>${STYLE}</style>
</head>
<body><main><h1>${title}</h1>${paragraphs.join('')}${buttons.join('')}</main></body>
</html>
`;
  });
}

interface PageContent {
  words: string[];
  forms: [From, string][];
}

const GONE = (): PageContent => ({ words: [say('scheduleMail.page.gone')], forms: [] });

function contentOf(
  { schedule, ownerId, userId, owner: ownerName, email, isUnsubscribed }: Subscription,
  done?: From,
): PageContent {
  const owner = personName(ownerName);
  const isOver = done === undefined ? isUnsubscribed : done !== 'nothing';
  const isAll = schedule === undefined || done === 'owner';
  const values = { name: schedule?.plan.name ?? '', email, owner };
  if (isOver) {
    const words = say(isAll ? 'scheduleMail.page.doneAll' : 'scheduleMail.page.done', values);
    return { words: [words], forms: [['nothing', say('scheduleMail.page.undo')]] };
  }
  if (done === 'nothing') {
    const words = say(isAll ? 'scheduleMail.page.againAll' : 'scheduleMail.page.again', values);
    return { words: [words], forms: [] };
  }
  const confirm: [From, string] = ['schedule', say('scheduleMail.page.confirm')];
  if (schedule === undefined) return { words: [say('scheduleMail.page.askGone', values)], forms: [confirm] };
  const ask = say('scheduleMail.page.ask', values);
  if (ownerId === userId) return { words: [ask], forms: [confirm] };
  const all: [From, string] = ['owner', say('scheduleMail.page.all', { owner })];
  return { words: [ask, say('scheduleMail.page.alsoNew', { owner })], forms: [confirm, all] };
}

const STYLE = `:root{color-scheme:light dark}
body{margin:0;font:16px/1.5 -apple-system,Segoe UI,Helvetica,Arial,sans-serif;background:#f6f4f0;color:#22201c}
main{max-width:32rem;margin:12vh auto 0;padding:1.5rem;overflow-wrap:anywhere}
h1{font-size:1.4rem;margin:0 0 .5rem}
form{margin:0 0 .6rem}
button{font:inherit;color:#fff;background:#0f5e5a;border:0;border-radius:6px;padding:.6rem 1.2rem;cursor:pointer}
button:focus-visible{outline:3px solid #7cc4bd;outline-offset:2px}
@media (prefers-color-scheme:dark){body{background:#171614;color:#ece8e1}button{background:#1f766f}}`;
