import type { RequestEnvelope, ResponseEnvelope } from 'ask-sdk-model';
import { type AlexaDeps, createAlexaSkill } from '../../skills/alexa/skill.ts';
import { alexaDevice, type EnvelopeOptions, SKILL_ID } from './alexa.ts';
import { standIn } from './alexa-conversation.ts';
import { expectAcceptable } from './alexa-oracle.ts';

export const NOW = '2026-11-21T10:00:00.000Z';

/** The skill on the stand-in conversation; `send` holds every answer to the invariants. */
export function setUp(more: Partial<AlexaDeps> = {}) {
  const conversation = standIn();
  const logged: string[] = [];
  const log = { event: (name: string, fields?: object) => void logged.push(`${name} ${JSON.stringify(fields ?? {})}`) };
  const skill = createAlexaSkill({
    converse: conversation.converse,
    now: () => NOW,
    log,
    skillId: SKILL_ID,
    baseUrl: 'https://trips.example',
    ...more,
  });
  const send = async (request: RequestEnvelope): Promise<ResponseEnvelope> => {
    const answer = await skill.invoke(request);
    await expectAcceptable(request, answer);
    return answer;
  };
  return { ...conversation, skill, send, logged };
}

/** A device that has come as far as the read-back. */
export async function atReadBack(options: EnvelopeOptions = {}) {
  const given = setUp();
  const device = alexaDevice(given.skill, { requestId: 'warm', ...options });
  for (const line of ["j'aimerais aller skier", 'deux adultes', 'de nantes', 'la première', 'camille martin']) await device.say(line);
  return { ...given, device };
}
