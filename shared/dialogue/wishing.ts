import { isStale } from '../market/reaffirmed.ts';
import type { Brief } from '../trip/brief.ts';
import type { Effect, Trip } from '../trip-record.ts';
import { acrossList } from './across-list.ts';
import { clearAwaiting } from './holding.ts';
import { offersOf } from './offer-facts.ts';
import { present } from './offering.ts';
import { inPhase, type Reaction, say } from './reaction.ts';
import { sellerOf } from './readback-lines.ts';
import type { Say } from './say.ts';
import type { State, StepContext } from './state.ts';
import { soundOf } from './telling.ts';

/** The same list again is not read again: which of them has what was wished for is the news. */
export function unchanged(state: State, shown: Reaction, says: readonly Say[], wished: readonly string[]): Reaction {
  const { phase, listed } = state.trip;
  const same = phase === 'choosing' && listed.length > 1 && soundOf(listed, state.offers) === soundOf(shown.trip.listed, state.offers);
  if (!same || wished.length === 0) return shown;
  const facts = wished
    .filter((wish) => isYesOrNo(shown.trip.brief, wish))
    .flatMap((wish) =>
      acrossList(wish.slice(wish.indexOf('.') + 1), say(`thing.${wish.slice(wish.indexOf('.') + 1)}`), { ...state, trip: shown.trip }),
    );
  return facts.length > 0
    ? { trip: shown.trip, says: facts, ask: { type: 'choose' }, back: true }
    : { trip: shown.trip, says, ask: { type: 'choose' }, back: true };
}

/** A wish for what a thing has or not; which kind it is was no news. */
function isYesOrNo({ needs }: Brief, wish: string): boolean {
  return needs.some(({ category, requirements }) =>
    requirements.some(({ attr, value }) => `${category}.${attr}` === wish && typeof value !== 'string' && attr !== 'trendy'),
  );
}

type Ask = Extract<Effect, { readonly type: 'request-offers' }>;

/** With a list on the table, all that vendors are asked in this turn is a wish. */
export function isOfWish(before: Trip, { requests }: Trip, asks: readonly Ask[]): boolean {
  const wished = ({ requestId }: Ask) => requests.some(({ id, wishes }) => id === requestId && wishes !== undefined);
  return before.phase === 'choosing' && before.listed.length > 0 && asks.length > 0 && asks.every(wished);
}

/** Vendors heard the wish, or the turn's time is over: the list as it is now, and what of it is from before. */
export function afterWish(given: State, ctx: StepContext, wished: readonly string[]): Reaction {
  const state: State = { ...given, trip: inPhase(clearAwaiting(given.trip), 'choosing') };
  const shown = unchanged(state, present(state, ctx), [], wished);
  return { ...shown, says: [...shown.says, ...staleSays(shown.trip, state)] };
}

/** Of what was just told, whose offer is from before the wish; in one word where all of it is. */
function staleSays({ listed, requests }: Trip, { offers }: State): readonly Say[] {
  const lines = listed.flatMap((proposal) => offersOf(proposal, offers));
  const asked = new Map(requests.map(({ id, wishes }) => [id, wishes]));
  const wishedFor = lines.filter(({ requestId }) => asked.get(requestId) !== undefined);
  const stale = wishedFor.filter((offer) => isStale(offer, offers, asked.get(offer.requestId)));
  const sellers = [...new Set(stale.map(sellerOf))];
  const [first] = stale;
  const until = requests.find(({ id }) => id === first?.requestId)?.closesAt;
  if (sellers.length === 0 || until === undefined) return [];
  return [
    stale.length === wishedFor.length
      ? say('wish.none_yet', { until: { instant: until } })
      : say('wish.some_before', { sellers: { list: sellers }, count: sellers.length }),
  ];
}
