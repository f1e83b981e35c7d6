import type { Trip } from '../trip-record.ts';
import { heldBeside } from './bookings.ts';
import { clearAwaiting } from './holding.ts';
import { present, search } from './offering.ts';
import { type Reaction, say } from './reaction.ts';
import type { State, StepContext } from './state.ts';

/** One vendor was asked again for other days: its new price beside the old one, or everything anew when it has none. */
export function requoted(state: State, ctx: StepContext, oldOfferId: string): Reaction {
  const trip = clearAwaiting(state.trip);
  const old = state.offers.find((offer) => offer.id === oldOfferId);
  const found = search(trip, state.offers, ctx).all;
  const oldName = old?.item.category === 'lodging' ? old.item.name : undefined;
  const same = found.find((each) => {
    const offer = state.offers.find((candidate) => candidate.id === each.lines[0]);
    return (
      offer?.vendorId === old?.vendorId && (oldName === undefined || (offer?.item.category === 'lodging' && offer.item.name === oldName))
    );
  });
  if (!same || !old) return present({ ...state, trip: { ...trip, phase: 'choosing' } }, ctx, [say('requote.gone')]);
  const key = same.total.minor === old.total.minor ? 'requote.same' : 'requote.new';
  const next: Trip = { ...trip, phase: 'choosing', listed: [same] };
  return {
    trip: next,
    says: [say(key, { total: same.total, old: old.total }), say('readback.rest_same')],
    ask: { type: 'take', proposalId: same.id },
    prompt: say(heldBeside(next).length > 0 ? 'ask.take_instead' : 'ask.take'),
  };
}
