/** The one door for calls: whatever arrives, by whichever transport, goes through `parseCall`. */
import * as v from 'valibot';
import { type Method, type RequestOf, requests } from './contract.ts';
import { done, failed, type Outcome } from './outcome.ts';

export type Call = { [M in Method]: { readonly method: M; readonly request: RequestOf<M> } }[Method];

export function isMethod(name: unknown): name is Method {
  return typeof name === 'string' && Object.hasOwn(requests, name);
}

/** Turns what came over the border into a call, or says in one sentence what is wrong with it. */
export function parseCall(method: unknown, request: unknown): Outcome<Call> {
  if (!isMethod(method)) return failed('unsupported', `There is no call named ${JSON.stringify(method)}.`);
  const parsed = v.safeParse(requests[method], request);
  if (parsed.success) return done({ method, request: parsed.output } as Call);
  const issue = parsed.issues[0];
  const where = v.getDotPath(issue) ?? 'the request';
  return failed('invalid-document', `${method}: ${where} is not valid. ${issue.message}`);
}
