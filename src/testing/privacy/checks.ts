import { expect } from 'vitest';
import { errorBodySchema } from '../../contract/errors';
import { PERMISSIONS, PRIVACY_LEVELS, type PrivacyLevel } from '../../contract/privacy';
import { leaksIn, readAnswer, valuesIn } from './leaks';
import { sendRequest, type WalkRequest, wordsOf } from './requests';
import type { PrivacyWorld } from './world';

/** What the privacy walk expects of answers. */

/** Every request goes to the real stores, and many make a file. */
export const LONG_MS = 180_000;

/** Of a walk: the server's level, what "Preview as" asks for, and the caller's permissions. */
export interface Standpoint {
  own: PrivacyLevel;
  asLevel?: PrivacyLevel;
  permissions: readonly string[];
}

/** The one permission that decides which columns exist. */
export const SENSITIVE = 'viewSensitiveDataInExport';
export const WITHOUT_SENSITIVE = PERMISSIONS.filter((name) => name !== SENSITIVE);

/** By "Preview as" and for want of a permission, each from somebody who has every other right. */
export const HIDDEN_FROM: readonly Standpoint[] = [
  { own: 'full', asLevel: 'none', permissions: PERMISSIONS },
  { own: 'partiallyPseudonymized', permissions: WITHOUT_SENSITIVE },
];

/** Who sees email and rawData: decided here apart from the code under test, straight from the contract. */
export function sees({ own, asLevel = own, permissions }: Standpoint): boolean {
  const level = PRIVACY_LEVELS.indexOf(asLevel) > PRIVACY_LEVELS.indexOf(own) ? asLevel : own;
  return level === 'full' || (level === 'partiallyPseudonymized' && permissions.includes(SENSITIVE));
}

/** No response leaks, and none misses a permission. Sequential where the requests change something. */
export async function checkAnswers(
  world: PrivacyWorld,
  requests: readonly WalkRequest[],
  from: Standpoint,
): Promise<void> {
  const visible = sees(from);
  const check = async (request: WalkRequest) => {
    await request.sample.before?.(world);
    const answer = await readAnswer(await sendRequest(world, request, from.permissions, from.asLevel));
    const what = `${wordsOf(request)}: ${answer.status} ${answer.text.slice(0, 200)}`;
    expect(answer.status, what).toBeLessThan(500);
    if (answer.status === 403) expect(answer.text, what).not.toContain('This needs the permission');
    const leaks = request.sample.namesHidden === true ? valuesIn(answer) : leaksIn(answer);
    if (!visible || request.sample.namesHidden === true) expect(leaks, what).toEqual([]);
  };
  if (requests[0]?.sample.before === undefined) await Promise.all(requests.map(check));
  else for (const request of requests) await check(request);
}

/** The missing permission is all that a refusal tells, also when the rest of the request is invalid. */
export async function checkRefusals(
  world: PrivacyWorld,
  requests: readonly WalkRequest[],
  permissions: readonly string[],
  missing: string,
): Promise<void> {
  for (const request of requests) {
    for (const sent of [request, { ...request, query: 'nonsense=1' }]) {
      const answer = await readAnswer(await sendRequest(world, sent, permissions));
      expect(answer.status, wordsOf(sent)).toBe(403);
      const { message } = errorBodySchema.parse(JSON.parse(answer.text)).error;
      expect(message, wordsOf(sent)).toBe(`This needs the permission "${missing}"`);
      expect(leaksIn(answer), wordsOf(sent)).toEqual([]);
    }
  }
}
