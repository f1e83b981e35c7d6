import { at, isObject, type JsonObject, textAt } from '../edge/json.ts';

/** Where the traveller is, behind Dialogflow. `api` is any caller that names no integration: the console, Dialogflow Messenger, detectIntent. */
export type Surface = 'assistant' | 'phone' | 'facebook' | 'slack' | 'telegram' | 'line' | 'viber' | 'google-chat' | 'api';

/** Intent.Message.Platform of google/cloud/dialogflow/v2/intent.proto. */
export type Platform = 'FACEBOOK' | 'SLACK' | 'TELEGRAM' | 'LINE' | 'VIBER' | 'GOOGLE_HANGOUTS';

interface SurfaceTraits {
  readonly screen: boolean;
  /** Whose quick replies it shows; absent where chips travel otherwise. */
  readonly platform?: Platform;
  /** Longest chip, as the surface's own documents limit it. A chip is what the traveller says by touching it: a longer one is left out, never cut. */
  readonly chipLength: number;
  /** Paths in originalDetectIntentRequest.payload to the person's id there. */
  readonly user: readonly (readonly string[])[];
}

export const SURFACES: Readonly<Record<Surface, SurfaceTraits>> = {
  assistant: { screen: false, chipLength: 25, user: [] },
  // A caller's number is forged at no cost, so a call is only itself; a trip goes on by the spoken hand-over code.
  phone: { screen: false, chipLength: 0, user: [] },
  facebook: { screen: true, platform: 'FACEBOOK', chipLength: 20, user: [['data', 'sender', 'id']] },
  slack: {
    screen: true,
    platform: 'SLACK',
    chipLength: 75,
    user: [
      ['data', 'event', 'user'],
      ['data', 'user'],
    ],
  },
  telegram: {
    screen: true,
    platform: 'TELEGRAM',
    chipLength: 40,
    user: [
      ['data', 'from', 'id'],
      ['data', 'message', 'from', 'id'],
      ['data', 'callback_query', 'from', 'id'],
    ],
  },
  line: { screen: true, platform: 'LINE', chipLength: 20, user: [['data', 'source', 'userId']] },
  viber: { screen: true, platform: 'VIBER', chipLength: 40, user: [['data', 'sender', 'id']] },
  'google-chat': { screen: true, platform: 'GOOGLE_HANGOUTS', chipLength: 40, user: [['data', 'event', 'user', 'name']] },
  api: { screen: true, chipLength: 40, user: [] },
};

const SOURCES: Readonly<Record<string, Surface>> = {
  google: 'assistant',
  google_telephony: 'phone',
  facebook: 'facebook',
  slack: 'slack',
  slack_testbot: 'slack',
  telegram: 'telegram',
  line: 'line',
  viber: 'viber',
  hangouts: 'google-chat',
  google_chat: 'google-chat',
};

/** Dialogflow names its integrations in `source`; partners that call detectIntent themselves name theirs inside the payload. */
export function surfaceOf(original: JsonObject): Surface {
  const { payload } = original;
  if (isObject(at(payload, 'telephony'))) return 'phone';
  const source = (textAt(original, 'source') ?? textAt(payload, 'source') ?? '').toLowerCase();
  return Object.hasOwn(SOURCES, source) ? (SOURCES[source] ?? 'api') : 'api';
}

/**
 * The person's id, where Dialogflow itself says which integration the call came through; else a conversation is known by its session alone.
 * A payload is whatever the caller of detectIntent wrote, so it may say how to answer, never for whom.
 */
export function userOf(original: JsonObject): string | undefined {
  if (textAt(original, 'source') === undefined) return undefined;
  for (const path of SURFACES[surfaceOf(original)].user) {
    const id = at(original['payload'], ...path);
    if (typeof id === 'number' || (typeof id === 'string' && id !== '')) return String(id);
  }
  return undefined;
}
