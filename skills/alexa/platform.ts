import type { RequestEnvelope } from 'ask-sdk-model';
import { isTimeZone } from '../../shared/time.ts';
import { textAt } from '../edge/json.ts';
import { ssml } from '../edge/spoken.ts';
import type { SessionMemory } from './request.ts';

/** One call to Alexa's services with the request's own token. */
export interface PlatformCall {
  readonly url: string;
  readonly token: string;
  /** Sent as JSON by POST; a GET without it. */
  readonly body?: unknown;
  readonly timeoutMs: number;
}

/** Resolves with any status; rejects when nothing came within the time. */
export type FetchJson = (call: PlatformCall) => Promise<{ readonly status: number; readonly body: unknown }>;

/** Settings and early speech share one second: later they cost more than they give. */
const SERVICE_WITHIN_MS = 1_000;
const MAX_EARLY_CHARACTERS = 600;

/** Real calls. Redirects are refused: the token goes to no other host. */
export const fetchFromAlexa: FetchJson = async ({ url, token, body, timeoutMs }) => {
  const response = await fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      accept: 'application/json',
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
};

/** Alexa's regional service hosts; a request that names another gets no call. */
export function isAlexaHost(endpoint: string): boolean {
  return /^https:\/\/api(\.(amazon|eu|fe))?\.amazonalexa\.com$/.test(endpoint);
}

/** Where this request may call Alexa's services, and with which token. */
export interface Services {
  readonly endpoint: string;
  readonly token: string;
}

export function servicesOf(envelope: RequestEnvelope, trusted: (endpoint: string) => boolean): Services | undefined {
  const endpoint = textAt(envelope, 'context', 'System', 'apiEndpoint');
  const token = textAt(envelope, 'context', 'System', 'apiAccessToken');
  return endpoint !== undefined && token !== undefined && trusted(endpoint) ? { endpoint, token } : undefined;
}

/** Says a part of the answer while the rest is made. True when Alexa took it. */
export async function speakEarly(services: Services, requestId: string, progress: string, fetchJson: FetchJson): Promise<boolean> {
  const speech = ssml([progress]);
  if (speech.length > MAX_EARLY_CHARACTERS) return false;
  const body = { header: { requestId }, directive: { type: 'VoicePlayer.Speak', speech } };
  try {
    const { status } = await fetchJson({
      url: `${services.endpoint}/v1/directives`,
      token: services.token,
      body,
      timeoutMs: SERVICE_WITHIN_MS,
    });
    return status >= 200 && status < 300;
  } catch {
    return false;
  }
}

const NAME_SCOPE = 'alexa::profile:name:read';

/** The device's zone and, with permission, the traveller's name: asked once a session, within a second, or left out. */
export async function deviceFacts(envelope: RequestEnvelope, services: Services, fetchJson: FetchJson): Promise<SessionMemory> {
  const ask = async (path: string) => {
    try {
      const { status, body } = await fetchJson({ url: services.endpoint + path, token: services.token, timeoutMs: SERVICE_WITHIN_MS });
      return status === 200 && typeof body === 'string' ? body : undefined;
    } catch {
      return undefined;
    }
  };
  const device = textAt(envelope, 'context', 'System', 'device', 'deviceId');
  const named = textAt(envelope, 'context', 'System', 'user', 'permissions', 'scopes', NAME_SCOPE, 'status') === 'GRANTED';
  const [zone, name] = await Promise.all([
    device === undefined ? undefined : ask(`/v2/devices/${encodeURIComponent(device)}/settings/System.timeZone`),
    named ? ask('/v2/accounts/~current/settings/Profile.name') : undefined,
  ]);
  return { ...(zone !== undefined && isTimeZone(zone) && { timeZone: zone }), ...(name !== undefined && nameParts(name)) };
}

/** "Camille Martin" → given and family; one word is a given name. */
function nameParts(name: string): SessionMemory {
  const [given, ...family] = name.trim().slice(0, 80).split(/\s+/);
  return { ...(given && { givenName: given }), ...(family.length > 0 && { familyName: family.join(' ') }) };
}
