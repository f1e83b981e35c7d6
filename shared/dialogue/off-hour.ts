import { minutesOf, timeOf } from '../time.ts';
import type { Brief } from '../trip/brief.ts';
import type { ProposalFacts } from './offer-facts.ts';
import { say } from './reaction.ts';
import type { Say } from './say.ts';

/** People who name an hour mean about that hour. */
const ABOUT_MINUTES = 60;

/** "Pas à 18 heures": the journey leaves at another time than the one that was asked for. */
export function offHour({ carrier }: ProposalFacts, { needs }: Brief): Say | undefined {
  const time = needs.find(({ category }) => category === 'flight' || category === 'train')?.time;
  if (!carrier || time === undefined) return undefined;
  const apart = Math.abs(minutesOf(timeOf(carrier.outbound.departs)) - minutesOf(time));
  return apart > ABOUT_MINUTES ? say('but.hour', { time: { time } }) : undefined;
}

/** Said before all else where it is so of every one. */
export function nobodyThen(all: readonly ProposalFacts[], brief: Brief): readonly Say[] {
  const [off] = all.map((facts) => offHour(facts, brief));
  return off && all.every((facts) => offHour(facts, brief)) ? [say('proposals.off_hour', off.params)] : [];
}
