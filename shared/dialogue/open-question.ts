import { CATEGORY } from '../trip/categories.ts';
import type { Trip } from '../trip-record.ts';
import type { Act, Heard } from './act.ts';
import type { Change, Merged } from './merge.ts';
import type { Pending, Talk } from './talk.ts';

/** "Après-demain" to "Vous rentrez quand ?" is the return: the first day is known and stays. */
export function withReturn({ brief, talk }: Trip, heard: Heard): Heard {
  const { start, end, nights, days, dateMode, ...others } = heard.slots;
  const isAsked = talk.pending?.type === 'dates' && brief.start !== undefined && brief.end === undefined;
  const isLone = start !== undefined && end === undefined && nights === undefined && days === undefined && dateMode === undefined;
  if (!isAsked || !isLone || start <= (brief.start ?? '') || heard.acts.includes('change')) return heard;
  return { ...heard, slots: { ...others, end: start } };
}

const CLOSING: readonly Act[] = ['affirm', 'deny', 'dont_care', 'remove', 'later'];

/** Whether "Je m'occupe aussi d'un hébergement ?" was answered: by yes or no, or by what is wanted or not. Days or a ceiling leave it open. */
export function closesWhatElse({ acts, needs, needsNot, prefs, slots }: Heard): boolean {
  const isAnswer = acts.some((act) => CLOSING.includes(act)) || needs.length + needsNot.length > 0;
  return (
    isAnswer || prefs.some((pref) => pref !== 'budget:any' && (pref.split(':', 1)[0] ?? '') in CATEGORY) || slots.skiLevel !== undefined
  );
}

/** What answers each question of the brief; wishes often stand in for a place. */
const ANSWERS: Readonly<Record<string, readonly Change[]>> = {
  who: ['party'],
  children: ['party'],
  ages: ['party'],
  origin: ['origin', 'carrier'],
  place: ['where', 'notWhere', 'wishes'],
  dates: ['dates', 'carrier'],
  which_date: ['dates', 'carrier'],
  time: ['time'],
  budget: ['budget'],
};

/** Something else came in place of an answer: the question was not asked in vain, and comes back. */
export function isAside(
  pending: Pending | undefined,
  { changed, added, dropped, wished }: Pick<Merged, 'changed' | 'added' | 'dropped' | 'wished'>,
): boolean {
  if (!pending || changed.size + added.length + dropped.length + wished.length === 0) return false;
  if (pending.type === 'what_else') return added.length + dropped.length + wished.length === 0;
  const answers = ANSWERS[pending.type];
  return answers !== undefined && !answers.some((change) => changed.has(change));
}

/** A place is asked for once, because other wishes often stand in for it; again where something else came instead of an answer. */
const PLACE_AGAIN = 'place:aside';

/** How often a question is asked before something is assumed instead. */
export function timesAsked({ asked }: Talk, type: Pending['type'], isLeftOpen: boolean): number {
  return type === 'place' && !isLeftOpen && asked[PLACE_AGAIN] === undefined ? 1 : 2;
}

export function withLeftOpen(asked: Talk['asked'], type: Pending['type']): Talk['asked'] {
  return type === 'place' ? { ...asked, [PLACE_AGAIN]: 1 } : asked;
}

/** What is undone was answered, not asked in vain: its question may come back. */
export function askedBefore({ asked }: Talk): Talk['asked'] {
  return Object.fromEntries(Object.entries(asked).map(([type, times]) => [type, Math.min(times, 1)]));
}

/** What was open before a question beside the trip ("On continue ?", "quelqu'un prend le relais ?"); the question itself when there is none. */
export function openBefore(pending: Pending | undefined): Pending | undefined {
  return pending?.type === 'go_on' || pending?.type === 'person' ? pending.after : pending;
}
