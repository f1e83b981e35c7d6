import type { Directive, Intent, RequestEnvelope, ResponseEnvelope } from 'ask-sdk-model';
import type { AlexaSkill } from '../../skills/alexa/skill.ts';
import { hear } from './ear.ts';

export const SKILL_ID = 'amzn1.ask.skill.11111111-2222-3333-4444-555555555555';

export interface EnvelopeOptions {
  readonly locale?: string;
  readonly userId?: string;
  readonly sessionId?: string;
  readonly requestId?: string;
  readonly newSession?: boolean;
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly timestamp?: string;
  readonly interfaces?: Readonly<Record<string, unknown>>;
  readonly personId?: string;
  readonly api?: { readonly endpoint: string; readonly token: string };
  readonly scopes?: Readonly<Record<string, { readonly status: string }>>;
  /** The ear leaves digits as digits. */
  readonly digits?: boolean;
}

/** A request as Alexa sends it; `request` has the type and what belongs to it. */
export function envelope(request: Readonly<Record<string, unknown>>, options: EnvelopeOptions = {}): RequestEnvelope {
  const { locale = 'fr-FR', userId = 'amzn1.ask.account.TEST', requestId = 'amzn1.echo-api.request.1' } = options;
  const user = { userId, ...(options.scopes && { permissions: { consentToken: 'consent', scopes: options.scopes } }) };
  const application = { applicationId: SKILL_ID };
  const full = {
    version: '1.0',
    session: {
      new: options.newSession ?? false,
      sessionId: options.sessionId ?? 'amzn1.echo-api.session.1',
      application,
      attributes: options.attributes ?? {},
      user,
    },
    context: {
      System: {
        application,
        user,
        device: { deviceId: 'amzn1.ask.device.TEST', supportedInterfaces: options.interfaces ?? {} },
        ...(options.personId && { person: { personId: options.personId } }),
        apiEndpoint: options.api?.endpoint ?? 'https://api.eu.amazonalexa.com',
        ...(options.api && { apiAccessToken: options.api.token }),
      },
    },
    request: { requestId, timestamp: options.timestamp ?? '2026-11-21T10:00:00Z', locale, ...request },
  };
  return full as unknown as RequestEnvelope;
}

export function launch(options: EnvelopeOptions = {}): RequestEnvelope {
  return envelope({ type: 'LaunchRequest' }, { newSession: true, ...options });
}

export function intent(
  name: string,
  slots: Readonly<Record<string, string | undefined>> = {},
  options: EnvelopeOptions = {},
): RequestEnvelope {
  const filled = Object.entries(slots).map(([slot, value]) => [
    slot,
    { name: slot, confirmationStatus: 'NONE', ...(value !== undefined && { value }) },
  ]);
  return intentRequest({ name, confirmationStatus: 'NONE', slots: Object.fromEntries(filled) }, options);
}

export function intentRequest(heard: Intent, options: EnvelopeOptions = {}): RequestEnvelope {
  return envelope({ type: 'IntentRequest', dialogState: 'STARTED', intent: heard }, options);
}

/** What Alexa would say: the SSML without its tags and entities. */
export function spokenText(response: ResponseEnvelope): string {
  const speech = response.response.outputSpeech;
  if (!speech) return '';
  return plainText(speech.type === 'SSML' ? speech.ssml : speech.text);
}

export function plainText(ssml: string): string {
  return ssml
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}

export interface Heard {
  readonly envelope: ResponseEnvelope;
  readonly text: string;
  /** False when the ear sent the fallback instead of the words. */
  readonly matched: boolean;
  /** The microphone is open. */
  readonly open: boolean;
}

/** One device talking to the skill: it hears lines through the ear, keeps the session attributes and what was elicited, and counts its requests. */
export function alexaDevice(skill: AlexaSkill, options: EnvelopeOptions = {}) {
  let requests = 0;
  let sessions = 0;
  let open = false;
  let attributes: Readonly<Record<string, unknown>> = options.attributes ?? {};
  let elicit: string | undefined;

  const send = async (build: (options: EnvelopeOptions) => RequestEnvelope, matched: boolean): Promise<Heard> => {
    if (!open) {
      sessions++;
      attributes = options.attributes ?? {};
    }
    const request = build({
      ...options,
      newSession: !open,
      attributes,
      sessionId: `${options.sessionId ?? options.userId ?? 'session'}.${sessions}`,
      requestId: `${options.requestId ?? options.userId ?? 'request'}.${++requests}`,
    });
    const answer = await skill.invoke(request);
    open = answer.response.shouldEndSession === false;
    attributes = answer.sessionAttributes ?? {};
    elicit = open ? elicited(answer.response.directives) : undefined;
    return { envelope: answer, text: spokenText(answer), matched, open };
  };

  return {
    launch: () => {
      open = false;
      return send((with_) => launch(with_), true);
    },
    say: (line: string) => {
      const { intent: heard, matched } = hear(line, options.locale ?? 'fr-FR', { elicit, digits: options.digits ?? false });
      return send((with_) => intentRequest(heard, with_), matched);
    },
    /** The channel's session ends (silence twice, "Alexa, stop" elsewhere); the next line opens a new one. */
    leave: () => {
      open = false;
      elicit = undefined;
    },
  };
}

function elicited(directives: readonly Directive[] | undefined): string | undefined {
  for (const directive of directives ?? []) if (directive.type === 'Dialog.ElicitSlot') return directive.slotToElicit;
  return undefined;
}
