import type { z } from 'zod';
import type { PrivacyLevel } from '../privacy';
import type { ParameterTable, ParameterValues } from '../query/parameters';
import type { TicketQuery } from '../query/ticketQuery';
import type { Endpoint } from './endpoint';
import type { EmptyResponse, EventsResponse, FileResponse, JsonOrFileResponse, JsonResponse } from './response';

/** The types of what is sent to an endpoint and of what it answers, taken from its declaration. */

/** What a name's path leaves open: `id` of `GET /views/{id}`. */
export type PathNames<Name> = Name extends `${string}{${infer First}}${infer Rest}` ? First | PathNames<Rest> : never;
export type PathValues<Name> = Readonly<Record<PathNames<Name>, string>>;

export type ParametersOf<E extends Endpoint> = E extends { readonly parameters: infer T extends ParameterTable }
  ? ParameterValues<T>
  : Readonly<Record<never, never>>;

/** The body as a handler gets it. */
export type BodyOf<E extends Endpoint> = E extends { readonly body: infer Schema extends z.ZodType }
  ? z.output<Schema>
  : undefined;

/** What a handler may answer: a status with its value, or bytes only where they are declared. */
export type ResultOf<E extends Endpoint> = {
  [Status in keyof E['responses']]: E['responses'][Status] extends JsonResponse<infer Schema>
    ?
        | { readonly status: Status; readonly body: z.input<Schema> }
        | (E['responses'][Status] extends JsonOrFileResponse ? Response : never)
    : E['responses'][Status] extends EmptyResponse
      ? { readonly status: Status; readonly body: null }
      : E['responses'][Status] extends FileResponse | EventsResponse
        ? Response
        : never;
}[keyof E['responses']];

/** What the page reads: the values of every success together. */
export type ResponseBody<E extends Endpoint> = {
  [Status in keyof E['responses']]: E['responses'][Status] extends JsonResponse<infer Schema, infer Foreign>
    ? z.output<Schema> | (Foreign extends z.ZodType ? z.output<Foreign> : never)
    : E['responses'][Status] extends EmptyResponse
      ? undefined
      : never;
}[keyof E['responses']];

type RequiredNames<T extends ParameterTable> = {
  [Name in keyof T]: undefined extends z.input<T[Name]> ? never : Name;
}[keyof T];
type SentParameters<T extends ParameterTable> = { readonly [Name in RequiredNames<T>]: z.output<T[Name]> } & {
  readonly [Name in Exclude<keyof T, RequiredNames<T>>]?: z.output<T[Name]>;
};

type PathPart<Name> = [PathNames<Name>] extends [never] ? unknown : { readonly path: PathValues<Name> };
type QueryPart<E extends Endpoint> = E extends { readonly readsTickets: true }
  ? { readonly query: TicketQuery }
  : { readonly asLevel?: PrivacyLevel | undefined };
type ParametersPart<E extends Endpoint> = E extends { readonly parameters: infer T extends ParameterTable }
  ? [RequiredNames<T>] extends [never]
    ? { readonly parameters?: SentParameters<T> }
    : { readonly parameters: SentParameters<T> }
  : unknown;
type BodyPart<E extends Endpoint> = E extends { readonly body: infer Schema extends z.ZodType }
  ? { readonly body: z.input<Schema> }
  : unknown;

/** What a client sends, all of it declared. Endpoints that read tickets take `asLevel` in their query. */
export type RequestOf<Name, E extends Endpoint> = PathPart<Name> & QueryPart<E> & ParametersPart<E> & BodyPart<E>;
