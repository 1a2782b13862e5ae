import type { EndpointTable } from '../../../../contract/endpoints/endpoint';

/** What the document says of each endpoint and of each of its responses; none can be left out, or be of nothing. */
export type DescriptionsOf<Table extends Partial<EndpointTable>> = {
  readonly [Name in keyof Table]: Table[Name] extends { readonly responses: infer Responses }
    ? { readonly summary: string } & { readonly [Status in keyof Responses]: string }
    : never;
};

/** Of what anybody may ask of the store. */
export const MANY_OF_ADDRESS = 'Too many requests of the same address wait already';
/** Of what leaves an entry in the audit. */
export const MORE_THAN_RECORDED = 'The audit records no more of the caller for now; Retry-After says when to ask again';
