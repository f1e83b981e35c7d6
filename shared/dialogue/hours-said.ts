import type { Brief, Hours, Need, SaidHour } from '../trip/brief.ts';
import { isCarrier } from '../trip/categories.ts';
import { say } from './reaction.ts';
import type { Say, SayValue } from './say.ts';

/** A moment of the day in minutes, as an hour that can be said. */
export function clockOf(minutes: number): SayValue {
  const two = (n: number) => String(n).padStart(2, '0');
  return { time: `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}` };
}

/** What was heard of the hours there and back, where there is a journey to be looked for. */
export function hoursSaid({ arrive, meeting, out, back, leave, home, depart }: Hours, brief: Brief): readonly Say[] {
  const carrier = brief.needs.find(isCarrier);
  if (!carrier && (brief.activity === undefined || brief.ownCar)) return [];
  return [
    ...(out ? [say('frag.out_part', { part: say(`part.${out}`) })] : []),
    ...(depart ? [atSaid('depart', depart)] : []),
    ...(meeting ? [inTime(meeting.time, carrier)] : []),
    ...(arrive ? [atSaid('arrive', { mode: 'before', ...arrive })] : []),
    ...(back ? [say('frag.back_part', { part: say(`part.${back}`) })] : []),
    ...(leave ? [atSaid('leave', leave)] : []),
    ...(home ? [atSaid('home', { mode: 'before', ...home })] : []),
  ];
}

/** The margin is said with the hour that it is for. */
function inTime(time: string, carrier: Need | undefined): Say {
  const by = carrier?.requirements.find(({ attr }) => attr === 'arriveMinutes')?.value;
  return typeof by === 'number' ? say('frag.meeting_by', { by: clockOf(by), time: { time } }) : say('frag.meeting', { time: { time } });
}

function atSaid(what: 'arrive' | 'leave' | 'home' | 'depart', { time, mode = 'around' }: SaidHour): Say {
  return say(`frag.${what}_${mode === 'at' ? 'around' : mode}`, { time: { time } });
}
