import type { Leg } from '../market/offer.ts';
import { placeById } from '../places/places.ts';
import { instantOf, timeOf } from '../time.ts';
import { stops } from './contrast-axes.ts';
import { factsOf, type ProposalFacts, titleOf } from './offer-facts.ts';
import { say } from './reaction.ts';
import type { Say, SayValue } from './say.ts';
import type { State } from './state.ts';
import { factsFor, type Subject } from './subject.ts';

type Topic = 'duration' | 'station' | 'stopover';

/** How long a journey takes, between which stations, and whether one changes: of the one that is spoken of, else once where all are alike, else of each. Undefined where nobody travels. */
export function travelSays(topic: Topic, subject: Subject, state: State, isOne: boolean): readonly Say[] | undefined {
  const { trip, offers } = state;
  const all = isOne ? [factsFor(subject, state)] : trip.listed.map((each) => factsOf(each, offers));
  const told = all.map((facts) => ({ facts, says: sayOf(topic, facts) }));
  const [first] = told;
  if (!first?.says) return undefined;
  if (told.every(({ says }) => JSON.stringify(says?.alone) === JSON.stringify(first.says?.alone))) return first.says.alone;
  return told.flatMap(({ facts, says }) => (says ? [say('answer.of_title', { title: titleOf(facts, all), what: says.clause })] : []));
}

/** In sentences of its own, and as a clause after a title. */
interface Told {
  readonly alone: readonly Say[];
  readonly clause: Say;
}

function sayOf(topic: Topic, facts: ProposalFacts): Told | undefined {
  const ends = endsOf(facts);
  if (!ends) return undefined;
  const { carrier } = facts;
  switch (topic) {
    case 'station':
      return { alone: [say('answer.ends', ends)], clause: say('frag.ride', ends) };
    case 'stopover': {
      if (!carrier) return undefined;
      const isDirect = Math.max(carrier.outbound.stops, carrier.inbound?.stops ?? 0) === 0;
      const clause = isDirect ? say(`gain.direct_${carrier.category}`) : stops(carrier);
      return { alone: [isDirect ? say('answer.direct') : say('answer.stops', { stops: clause })], clause };
    }
    case 'duration':
      return carrier ? durationOf(carrier) : undefined;
  }
}

/** Where one gets on and off, by rail, air or road. */
function endsOf({ carrier, offers }: ProposalFacts): { readonly from: SayValue; readonly to: SayValue } | undefined {
  if (carrier) return { from: { place: carrier.outbound.from }, to: { place: carrier.outbound.to } };
  const ride = offers.map(({ item }) => item).find((item) => item.category === 'transfer');
  return ride?.category === 'transfer' ? { from: { place: ride.from }, to: { place: ride.to } } : undefined;
}

function durationOf({ outbound, inbound }: NonNullable<ProposalFacts['carrier']>): Told {
  const out = hoursOf(outbound);
  const back = inbound ? [say('answer.takes_back', hoursOf(inbound))] : [];
  return { alone: [say('answer.takes', { ...out, from: { place: outbound.from } }), ...back], clause: say('frag.takes', out) };
}

function hoursOf({ from, to, departs, arrives }: Leg) {
  const at = (civil: string, place: string) => Date.parse(instantOf(civil, placeById(place)?.timeZone ?? 'Europe/Paris'));
  const minutes = Math.round((at(arrives, to) - at(departs, from)) / 60_000);
  return { minutes: { minutes }, departs: { time: timeOf(departs) }, arrives: { time: timeOf(arrives) } };
}
