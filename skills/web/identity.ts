import { createHmac } from 'node:crypto';
import { hashed, sameSecret } from '../edge/secret.ts';

const COOKIE = 'traveller';
const YEAR_S = 31_536_000;

/** Who a request speaks for, and the cookie to set when the id was minted for it. */
export interface Identity {
  readonly traveller: string;
  readonly setCookie?: string;
}

/** "any stable id" of a caller as the core's traveller: bounded, and nothing personal in keys. */
export function travellerOf(id: string): string {
  return `web:${hashed(id).slice(0, 40)}`;
}

/** The traveller of our own signed cookie; a fresh one when there is none or it is not ours. Nobody can ask for another's id. */
export function identify(cookies: string | undefined, secret: string, fresh: () => string): Identity {
  const given = readCookie(cookies, COOKIE);
  const id = given === undefined ? undefined : verified(given, secret);
  if (id !== undefined) return { traveller: travellerOf(id) };
  const minted = fresh();
  return {
    traveller: travellerOf(minted),
    setCookie: `${COOKIE}=${minted}.${signature(minted, secret)}; Path=/; Max-Age=${YEAR_S}; HttpOnly; Secure; SameSite=Lax`,
  };
}

function signature(id: string, secret: string): string {
  return createHmac('sha256', secret).update(id).digest('base64url');
}

function verified(token: string, secret: string): string | undefined {
  const dot = token.lastIndexOf('.');
  if (dot < 1) return undefined;
  const id = token.slice(0, dot);
  return sameSecret(token.slice(dot + 1), signature(id, secret)) ? id : undefined;
}

/** The value of one cookie of a header. */
export function readCookie(header: string | undefined, wanted: string): string | undefined {
  for (const part of (header ?? '').split(';')) {
    const [name, value] = part.trim().split('=');
    if (name === wanted) return value;
  }
  return undefined;
}
