import { type Act, type Heard, type NeedWord, NOTHING_HEARD, type Slots } from '../dialogue/act.ts';
import { withoutPeople } from './content.ts';
import type { Reading } from './found.ts';
import type { TermSums } from './terms.ts';

const ASKED_PREFS: Readonly<Record<string, string>> = {
  'any:free_cancel': 'cancellation',
  'lodging:breakfast': 'breakfast',
  'lodging:near_slopes': 'distance',
};

/** "C'est annulable ?" asks; it does not wish. */
function isAskedAbout(pref: string, ask: readonly string[] | undefined): boolean {
  return ask?.includes(ASKED_PREFS[pref] ?? '') ?? false;
}

const COMPARED: ReadonlySet<string | undefined> = new Set(['cheaper', 'earlier', 'later', 'closer']);

/** "Rome, ou Naples si c'est moins cher": beside an answer, with nothing on the table, nothing is compared. */
function withoutComparison(slots: Slots): Slots {
  const { sort, ...rest } = slots;
  return COMPARED.has(sort) && Object.keys(rest).length > 0 ? rest : slots;
}

/** Facts of one thing, not of the list. */
const OF_ONE: ReadonlySet<string> = new Set([
  'details',
  'departure_time',
  'duration',
  'station',
  'stopover',
  'address',
  'distance',
  'luggage',
  'breakfast',
  'rating',
  'company',
]);

/** "Ok, the cheap one", "le pas cher": the cheapest of the list. */
function cheapMeant(acts: readonly Act[], slots: Slots): Slots {
  const { priceLevel, ...others } = slots;
  const isMeant = acts.join() === 'select' && priceLevel === 'low' && slots.select === undefined;
  return isMeant ? { selectBy: 'cheapest', ...others } : slots;
}

/** What was asked about is no handle, and what was not a question carries none. */
function slotsFor(acts: readonly Act[], heard: Slots): Slots {
  const told = acts.includes('inform') || (acts.includes('change') && !acts.includes('refine'));
  const all = told ? withoutComparison(heard) : heard;
  if (acts.length === 1 && acts[0] === 'deny') {
    const { sort: _, ...refused } = all;
    return refused;
  }
  const { ask, ...others } = all;
  if (!acts.includes('ask')) return cheapMeant(acts, others);
  const { selectBy, ...unpicked } = notDays(others);
  return ask === undefined ? unpicked : asked(ask, unpicked, selectBy);
}

/** "The second", asked about, is no day of the month. */
function notDays({ start, end, ...slots }: Slots): Slots {
  const isNth = slots.select !== undefined && start?.endsWith(`-0${slots.select}`);
  return { ...slots, ...(start && !isNth && { start }), ...(end && !isNth && { end }) };
}

function asked(ask: readonly string[], unpicked: Slots, selectBy: string | undefined): Slots {
  // "Le moins cher part à quelle heure ?" asks of one of the list, by its handle.
  if (selectBy !== undefined && ask.every((one) => OF_ONE.has(one))) return { ...unpicked, selectBy, ask };
  const { sort, bags: __, ...said } = { ...unpicked, ask };
  const isSorted = ask.every((one) => one === 'which') || ask.some((one) => one === 'cheapest' || one === 'price');
  return sort === undefined || !isSorted ? said : { ...said, sort };
}

/** Acts that carry nothing: what was caught beside them was noise. */
const BARE: ReadonlySet<Act> = new Set([
  'oos',
  'wait',
  'stop',
  'help',
  'repeat',
  'what',
  'human',
  'goodbye',
  'who_pays',
  'better',
  'tell_budget',
  'tell_why',
  'who_are_you',
  'know_of_me',
  'forget_me',
  'restart',
  'greet',
  'thanks',
]);

/** The frame as handed on: a place that was only the handle of an offer raises no doubt, a need that was dropped is declined. */
export function finished(acts: readonly Act[], all: Slots, terms: TermSums, reading: Reading): Heard {
  if (acts.length > 0 && acts.every((act) => BARE.has(act))) return { ...NOTHING_HEARD, acts };
  const slots = acts[0] === 'cancel_booking' ? {} : slotsFor(acts, acts[0] === 'later' ? withoutPeople(all) : all);
  const handled = acts.includes('select') || acts.includes('why') || slots.select !== undefined;
  // "No car, just a hotel": what is declined is said, and the other stays.
  const removed: readonly NeedWord[] = acts.includes('remove') && terms.needsNot.length === 0 ? terms.needs : [];
  const whole = acts[0] === 'cancel_booking';
  return {
    acts,
    needs: terms.needs.filter(
      (need) => !removed.includes(need) && !(whole && need === 'all') && !(acts[0] === 'ask' && need === 'transport'),
    ),
    needsNot: [...new Set([...terms.needsNot, ...removed])],
    slots,
    prefs: terms.prefs.filter((pref) => !isAskedAbout(pref, slots.ask)),
    prefsNot: terms.prefsNot,
    doubts: reading.doubts.filter((doubt) => doubt.type !== 'place' || !handled),
  };
}
