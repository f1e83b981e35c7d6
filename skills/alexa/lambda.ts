import type { ResponseEnvelope } from 'ask-sdk-model';
import { createApp } from '../../shared/app.ts';
import { ConciergeError } from '../../shared/errors.ts';
import { isProblems } from '../edge/json.ts';
import { isForSkill, parseEnvelope } from './envelope.ts';
import { alexaOf } from './wire.ts';

let served: ReturnType<typeof serve> | undefined;

async function serve() {
  const app = await createApp({ background: false });
  if (app.configuration.alexaSkillId !== undefined) return alexaOf(app);
  await app.close();
  throw new ConciergeError('config', 'ALEXA_SKILL_ID is missing: without it any skill could call this function');
}

/** The skill as Amazon calls it. Nothing is signed here: only the application id tells that the request is for this skill, so another one rejects. */
export const handler = async (event: unknown, context: unknown): Promise<ResponseEnvelope> => {
  served ??= serve().catch((error: unknown) => {
    served = undefined;
    throw error;
  });
  const skill = await served;
  const envelope = parseEnvelope(event);
  if (isProblems(envelope)) throw new ConciergeError('bad-input', `not an Alexa request: ${envelope.map(({ field }) => field).join(', ')}`);
  if (!isForSkill(envelope, skill.skillId)) throw new ConciergeError('refused', 'the request is for another skill');
  return skill.invoke(envelope, context);
};
