import type { App } from '../../shared/app.ts';
import { type AlexaSkill, createAlexaSkill } from './skill.ts';

/** The skill on a wired app, for the function and for the server. */
export function alexaOf({ converse, ports, configuration }: App): AlexaSkill {
  const { alexaSkillId, baseUrl } = configuration;
  return createAlexaSkill({
    converse,
    now: ports.clock.now,
    log: ports.log,
    baseUrl,
    ...(alexaSkillId !== undefined && { skillId: alexaSkillId }),
  });
}
