import { z } from 'zod';

const SELF = "'self'";

/** Sources of the policy's frame-ancestors; none where no page may show this one in a frame. */
export const frameAncestorsSchema = z.string().transform((text, context): string[] => {
  const words = text.split(/[\s,]+/).filter((word) => word !== '');
  if (words.length === 1 && /^'?none'?$/.test(words[0] ?? '')) return [];
  return words.map((word) => {
    if (/^'?self'?$/.test(word)) return SELF;
    if (!/^https?:\/\/(\*\.)?[\w.-]+(:\d+)?$/.test(word)) {
      context.addIssue('must be none, self, or origins such as https://desk.example.com');
    }
    return word;
  });
});

/** Whether pages of other sites are among them. */
export function isEmbedded(frameAncestors: readonly string[]): boolean {
  return frameAncestors.some((source) => source !== SELF);
}
