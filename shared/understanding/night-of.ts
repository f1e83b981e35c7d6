import type { Slots } from '../dialogue/act.ts';
import { addDays } from '../time.ts';
import type { Reading } from './found.ts';
import { matches } from './hits.ts';
import type { TermSums } from './terms.ts';

/** How long, or more than a bed, is said as well. */
const MORE = ['end', 'nights', 'days', 'dateMode', 'startAfter', 'origin'] as const;
/** So is it known. */
const KNOWN = ['end', 'nights', 'window', 'origin'] as const;

/** The words as said, and with what was found as marks. */
interface Said {
  readonly plain: string;
  readonly text: string;
}

/** "Un hôtel pour ce soir", "tomorrow night" of a bed that is all there is: one night; who arrives then may stay on. */
export function nightOf(slots: Slots, { needs }: TermSums, { plain, text }: Said, { context, grammar }: Reading): Pick<Slots, 'oneNight'> {
  const { known, today } = context;
  const { start, daypart } = slots;
  const all = [...needs, ...known.needs];
  if (start === undefined || (daypart !== 'evening' && daypart !== 'night')) return {};
  if (all.length === 0 || all.some((need) => need !== 'lodging')) return {};
  if (MORE.some((key) => slots[key] !== undefined) || KNOWN.some((key) => known[key] !== undefined)) return {};
  const isSoon = needs.length > 0 || start <= addDays(today, 1);
  const isOpen = [plain, text].some((words) => matches(grammar, 'arrivesThen', words));
  return isSoon && !isOpen ? { oneNight: true } : {};
}
