import { fromMajor, type Money } from '../money.ts';
import type { Trip } from '../trip-record.ts';
import type { Heard } from './act.ts';
import { skip } from './assuming.ts';
import { say } from './reaction.ts';
import type { Say } from './say.ts';
import type { Pending } from './talk.ts';

/** What every vendor prices in. No rate is kept, so nothing else is ever compared with it. */
const PRICED_IN = 'EUR';

/** A turn with its ceiling in another currency taken out, and what is said of it. */
export interface Counted {
  readonly trip: Trip;
  readonly heard: Heard;
  /** Set where a ceiling was named in another currency. */
  readonly told?: Say;
  /** What it is in euros is asked once; a second time it is left out. */
  readonly ask?: Pending;
}

/** "Five hundred pounds": asked for in euros, not compared as a number. An answer to that question keeps what the ceiling was for. */
export function inEuros(trip: Trip, heard: Heard): Counted {
  const { slots } = heard;
  const { pending } = trip.talk;
  const major = slots.budgetMax ?? slots.budgetAbout;
  if (major === undefined) return { trip, heard };
  const scope = slots.budgetScope ?? (pending?.type === 'budget' ? pending.scope : undefined);
  if (slots.currency === undefined || slots.currency === PRICED_IN)
    return { trip, heard: scope ? { ...heard, slots: { ...slots, budgetScope: scope } } : heard };
  const { budgetMax: _max, budgetAbout: _about, budgetMin: _min, budgetScope: _scope, currency, ...rest } = slots;
  const left: Heard = { ...heard, slots: rest };
  const max: Money = fromMajor(major, currency);
  if (pending?.type === 'budget' && pending.inEuros)
    return { trip: { ...trip, brief: skip(trip.brief, 'budget') }, heard: left, told: say('budget.left', { max }) };
  return { trip, heard: left, told: say('budget.currency', { max }), ask: { type: 'budget', inEuros: true, ...(scope ? { scope } : {}) } };
}

export function eurosQuestion(ask: Pending): Say {
  return say(ask.type === 'budget' && ask.scope ? `ask.budget_euros_${ask.scope}` : 'ask.budget_euros');
}
