import type { Endpoint } from './endpoint';

/**
 * The value of a successful response's JSON, as the endpoint declares it for this status.
 * @returns undefined when it is anything else, never half of it; an endpoint without a body has no value in its place.
 */
export function readValue(
  responses: Endpoint['responses'],
  status: number,
  body: unknown,
): { value?: unknown } | undefined {
  const [, declared] = Object.entries(responses).find(([each]) => Number(each) === status) ?? [];
  if (declared?.kind === 'empty') return {};
  if (declared?.kind !== 'json') return undefined;
  const own = declared.schema.safeParse(body);
  if (own.success) return { value: own.data };
  const foreign = declared.foreign?.safeParse(body);
  return foreign?.success === true ? { value: foreign.data } : undefined;
}
