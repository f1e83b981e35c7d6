import type { HearingContext, Slots } from '../dialogue/act.ts';
import { isChoosing } from './answers.ts';
import type { Cues } from './cues.ts';
import type { TermSums } from './terms.ts';

/** What is said against an offer. */
const COMPLAINTS: ReadonlySet<string> = new Set(['cheaper', 'closer']);

/** One of what is listed was taken. */
export function isPick({ picked, kind, about, sort, wish, but }: Cues, { select, selectBy, atPrice }: Slots, { prefs }: TermSums): boolean {
  // "Le deuxième est trop cher" takes nothing
  const complains = sort !== undefined && !picked && ((about && !wish) || (COMPLAINTS.has(sort) && selectBy === undefined && !but));
  return !complains && (select !== undefined || selectBy !== undefined || atPrice === true || picked || (kind && prefs.length > 0));
}

/** A question about what is there, or about a quality of it: "does the first one have parking". */
export function isAsking(cues: Cues, { prefs }: TermSums, context: HearingContext): boolean {
  const quality = cues.question && !cues.wish && (prefs.length > 0 || (cues.about && isChoosing(context)));
  return quality || (cues.asks.length > 0 && (cues.question || (isChoosing(context) && !(cues.picked && prefs.length > 0))));
}
