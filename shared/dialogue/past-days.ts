import { civilAt, dateOf, type LocalDate } from '../time.ts';
import type { Heard, Slots } from './act.ts';
import type { StepContext } from './state.ts';

/** What of the days said is over, and the slots that are left. */
interface Parted {
  readonly slots: Slots;
  readonly past?: LocalDate;
}

function parted(slots: Slots, today: LocalDate): Parted {
  const { start, end, startAfter, endBefore, dateMode: _, named: __, ...rest } = slots;
  const last = end ?? endBefore ?? start;
  if (last !== undefined && last < today) return { slots: rest, past: start ?? last };
  const begun = start !== undefined && start < today && end !== undefined;
  const open = startAfter !== undefined && startAfter < today && start === undefined;
  if (open) return { slots: { ...slots, startAfter: today } };
  return { slots: begun ? { ...slots, start: today } : slots };
}

/** "La semaine dernière" is understood, and is no day of a trip: it is left out, and the doubt says so. What has begun goes on from today. */
export function withoutPast(heard: Heard, ctx: StepContext): Heard {
  const { slots, past } = parted(heard.slots, dateOf(civilAt(ctx.now, ctx.timeZone)));
  if (past === undefined) return slots === heard.slots ? heard : { ...heard, slots };
  return { ...heard, slots, doubts: [{ type: 'past', date: past }, ...heard.doubts] };
}
