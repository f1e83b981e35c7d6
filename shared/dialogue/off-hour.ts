import type { Offer } from '../market/offer.ts';
import { isIn } from '../market/score.ts';
import { minutesOf, timeOf } from '../time.ts';
import type { Brief } from '../trip/brief.ts';
import { isCarrier } from '../trip/categories.ts';
import { ABOUT_MINUTES } from './journey.ts';
import type { ProposalFacts } from './offer-facts.ts';
import { say } from './reaction.ts';
import type { Say } from './say.ts';

/** Each way of a journey that is not when it was asked for: "pas à 18 heures", "pas de retour le soir". */
function offHours(carrier: ProposalFacts['carrier'], { needs }: Brief): readonly Say[] {
  const { time, daypart, returnDaypart } = needs.find(isCarrier) ?? {};
  if (!carrier) return [];
  const { outbound, inbound } = carrier;
  const apart = time === undefined ? 0 : Math.abs(minutesOf(timeOf(outbound.departs)) - minutesOf(time));
  return [
    ...(time !== undefined && apart > ABOUT_MINUTES ? [say('but.hour', { time: { time } })] : []),
    ...(daypart && !isIn(daypart, outbound.departs) ? [say('but.off_out', { part: say(`part.${daypart}`) })] : []),
    ...(inbound && returnDaypart && !isIn(returnDaypart, inbound.departs)
      ? [say('but.off_back', { part: say(`part.${returnDaypart}`) })]
      : []),
  ];
}

/** The first of them, as a drawback. */
export function offHour(facts: ProposalFacts, brief: Brief): Say | undefined {
  return offHours(facts.carrier, brief)[0];
}

const NOBODY: Readonly<Record<string, string>> = {
  'but.hour': 'proposals.off_hour',
  'but.off_out': 'proposals.off_out',
  'but.off_back': 'proposals.off_back',
};

/** Said before all else where it is so of every one, told or not. */
export function nobodyThen(all: readonly ProposalFacts[], brief: Brief, offers: readonly Offer[]): readonly Say[] {
  const told = new Set(all.flatMap(({ offers: lines }) => lines.map(({ requestId }) => requestId)));
  const others = offers.flatMap(({ item, requestId }) => ('outbound' in item && told.has(requestId) ? [offHours(item, brief)] : []));
  const [first = []] = all.map(({ carrier }) => offHours(carrier, brief));
  return first
    .filter(({ key }) => others.every((offs) => offs.some((off) => off.key === key)))
    .map(({ key, params }) => say(NOBODY[key] ?? key, params));
}
