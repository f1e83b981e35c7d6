import { toDecimal } from '../money.ts';
import { civilAt, dateOf, type Instant, timeOf } from '../time.ts';
import type { Brief } from '../trip/brief.ts';
import { partySize } from '../trip/party.ts';
import type { Trip } from '../trip-record.ts';
import type { HearingContext } from './act.ts';
import { activeBookings } from './bookings.ts';
import { factsOf, itemOf, offersOf } from './offer-facts.ts';
import { askedOf } from './prompts.ts';
import type { State } from './state.ts';
import { townsToChoose } from './towns.ts';

/** What understanding may know besides the words: the open question, the phase, the brief, the names on the list. */
export function hearingContext(
  state: State,
  at: { readonly locale: string; readonly timeZone: string; readonly now: Instant },
  nameOf: (placeId: string) => string,
): HearingContext {
  const { trip } = state;
  const { brief } = trip;
  const civil = civilAt(at.now, at.timeZone);
  const asked = askedOf(trip.talk.pending, brief);
  return {
    locale: at.locale,
    today: dateOf(civil),
    timeNow: timeOf(civil),
    timeZone: at.timeZone,
    ...(asked ? { asked } : {}),
    ...(isWatchTold(trip) ? { watching: true } : {}),
    phase: trip.phase,
    known: {
      ...daysOf(brief),
      ...(brief.party ? { party: partySize(brief.party), children: brief.party.children } : {}),
      ...(brief.heads ? { heads: brief.heads } : {}),
      ...sizesOf(state),
      ...(brief.budget ? { budgetMax: Number(toDecimal(brief.budget.max)) } : {}),
      ...endsOf(brief),
      ...(brief.activity ? { activity: brief.activity } : {}),
      ...(trip.leadName ? { name: trip.leadName } : {}),
      needs: brief.needs.map((need) => need.category),
    },
    sellers: trip.phase === 'choosing' || trip.phase === 'confirming' ? sellersOf(state) : [],
    prices: trip.listed.map(({ total }) => Math.ceil(total.minor / 100)),
    listed: choicesOf(trip, nameOf) ?? trip.listed.map((proposal) => namesOf(state, proposal.id, nameOf)),
  };
}

/** From where to where: of one ride its own ends, and its hour. */
function endsOf({ origin, where, needs }: Brief): Pick<HearingContext['known'], 'origin' | 'where' | 'time'> {
  const ride = needs.length === 1 && needs[0]?.category === 'transfer' ? needs[0] : undefined;
  const from = origin?.[0] ?? ride?.from?.[0];
  const to = where ?? ride?.where;
  return { ...(from ? { origin: from } : {}), ...(to ? { where: to } : {}), ...(ride?.time ? { time: ride.time } : {}) };
}

function isWatchTold({ talk }: Trip): boolean {
  return talk.last?.says.some(({ key }) => key.startsWith('watch.armed')) ?? false;
}

function daysOf({ start, end, window, nights }: Brief): Pick<HearingContext['known'], 'start' | 'end' | 'window' | 'nights'> {
  return { ...(start ? { start } : {}), ...(end ? { end } : {}), ...(window ? { window } : {}), ...(nights && !end ? { nights } : {}) };
}

function sellersOf({ offers }: State): readonly string[] {
  return [...new Set(offers.map(({ vendorName }) => vendorName))];
}

/** A vendor's choices are picked by its words for them; of its options after a change each is known by its number and its kind. */
function choicesOf({ brief, talk: { pending } }: Trip, nameOf: (placeId: string) => string): readonly (readonly string[])[] | undefined {
  const towns = pending?.type === 'place' ? townsToChoose(brief) : [];
  if (towns.length > 0) return towns.map((town) => [nameOf(town)]);
  if (pending?.type === 'vendor_question' && pending.choices.length > 1) return pending.choices.map((choice) => [choice]);
  return pending?.type === 'vendor_change' ? pending.options.map(({ note }) => (note === undefined ? [] : [note])) : undefined;
}

/** Rooms of the house, and seats of the car, that are held, booked or chosen, else of what leads the list. */
function sizesOf({ trip, offers }: State): { readonly rooms?: number; readonly seats?: number } {
  const lead = trip.chosen ?? trip.listed[0];
  const lines = [...activeBookings(trip).map(({ offer }) => offer), ...(lead ? offersOf(lead, offers) : [])];
  const rooms = itemOf(lines, 'lodging')?.rooms;
  const seats = itemOf(lines, 'car')?.seats;
  return { ...(rooms === undefined ? {} : { rooms }), ...(seats === undefined ? {} : { seats }) };
}

/** The words one may be picked by: its place, its house and quarter, its vendors. */
function namesOf(state: State, proposalId: string, nameOf: (placeId: string) => string): readonly string[] {
  const proposal = state.trip.listed.find((each) => each.id === proposalId);
  if (!proposal) return [];
  const facts = factsOf(proposal, state.offers);
  const own = [
    facts.lodging ? nameOf(facts.lodging.place) : '',
    facts.lodging?.name ?? '',
    facts.lodging?.quarter ?? '',
    facts.restaurant?.name ?? '',
  ];
  const vendors = facts.offers.length === 1 ? facts.offers.map((offer) => offer.vendorName) : [];
  return [...own, ...vendors].filter((name) => name !== '');
}
