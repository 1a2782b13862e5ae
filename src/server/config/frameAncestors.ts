import { z } from 'zod';

const SELF = "'self'";
/** Over https: whoever changes what comes over http could frame the page. A star stands for hosts below one domain, never for all of `com`. */
const ORIGIN = /^https:\/\/(\*\.[a-z\d-]+\.)?[a-z\d-]+(\.[a-z\d-]+)*(:\d{1,5})?$/i;

/** Sources of the policy's frame-ancestors; none where no page may show this one in a frame. */
export const frameAncestorsSchema = z.string().transform((text, context): string[] => {
  const words = text.split(/[\s,]+/).filter((word) => word !== '');
  if (words.length === 1 && /^'?none'?$/.test(words[0] ?? '')) return [];
  return words.map((word) => {
    if (/^'?self'?$/.test(word)) return SELF;
    if (!ORIGIN.test(word) || !URL.canParse(word.replace('*.', '')))
      context.addIssue('must be none, self, or origins such as https://desk.example.com');
    return word;
  });
});

/** Whether pages of other sites are among them. */
export function isEmbedded(frameAncestors: readonly string[]): boolean {
  return frameAncestors.some((source) => source !== SELF);
}
