import type { LocalDate } from '../time.ts';
import type { Brief } from '../trip/brief.ts';
import type { Trip } from '../trip-record.ts';
import type { Doubt } from './act.ts';
import { unknownPlace } from './namesakes.ts';
import { placesAsked } from './prompts.ts';
import { type Reaction, say } from './reaction.ts';
import type { Say } from './say.ts';
import { laterThan } from './some-days.ts';
import type { StepContext } from './state.ts';

/** "Du 30 au 31 février": the days that are said next lie in that month, whose last day is the first option. */
function inMonthOf(brief: Brief, last: LocalDate | undefined): Brief {
  if (last === undefined || (brief.start ?? brief.window) !== undefined) return brief;
  return { ...brief, window: { start: `${last.slice(0, 7)}-01`, end: last } };
}

/** One targeted question for a value that could not be taken. */
export function clarify(trip: Trip, doubt: Doubt, before: readonly Say[], ctx: StepContext): Reaction {
  switch (doubt.type) {
    case 'place':
      return {
        trip,
        says: before,
        ask: { type: 'which_place', slot: doubt.slot, candidates: doubt.candidates },
        prompt: placesAsked(doubt.candidates),
      };
    case 'amount':
      return {
        trip,
        says: before,
        ask: { type: 'which_amount', values: doubt.values },
        prompt: say('ask.which_amount', {
          amounts: { list: doubt.values.slice(0, 2).map((value) => ({ minor: value * 100, currency: 'EUR' })), join: 'or' },
        }),
      };
    case 'date': {
      const options = laterThan(trip.brief.start, doubt.options);
      return {
        trip: { ...trip, brief: inMonthOf(trip.brief, doubt.options[0]) },
        says: [...before, say('date.none', { day: doubt.said.day, month: say(`month.${doubt.said.month}`) })],
        ask: { type: 'which_date', options },
        prompt: say('ask.which_date', { dates: { list: options.map((date) => ({ date })), join: 'or' } }),
      };
    }
    case 'unknown':
      return unknownPlace(trip, doubt, before, ctx);
    case 'past': {
      const { start, window } = trip.brief;
      const ask = (start ?? window) === undefined ? undefined : trip.talk.pending;
      return { trip, says: [...before, say('date.past', { date: { date: doubt.date } })], ask: ask ?? { type: 'dates' } };
    }
  }
}
