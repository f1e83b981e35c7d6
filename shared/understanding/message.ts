import { type Heard, type NeedWord, NOTHING_HEARD } from '../dialogue/act.ts';
import type { Found, Reading } from './found.ts';
import { hits, matches } from './hits.ts';
import { isNeed } from './terms.ts';

/** Said to vendors too, and of the concierge's own doing. */
const DONE_HERE: ReadonlySet<string> = new Set(['better', 'tell_budget', 'tell_why', 'watch', 'unwatch', 'cancel_booking', 'book']);

/** "Prévenez l'hôtel qu'on arrive tard": for the people of a vendor that was chosen. Undefined where the trip would be another by it, or a question is asked of what is stored. */
export function messageFrame(plain: string, found: readonly Found[], reading: Reading): Heard | undefined {
  const { grammar, context } = reading;
  if (context.phase === 'briefing' || context.phase === 'waiting') return undefined;
  const [hit] = hits(grammar, 'message', plain);
  if (!hit || matches(grammar, 'noMessage', plain) || found.some((thing) => isOfTrip(thing, reading))) return undefined;
  if (hits(grammar, 'acts', plain).some(({ make }) => DONE_HERE.has(make))) return undefined;
  const tags = found.flatMap((thing) => (thing.type === 'term' && isTag(thing.term.pref) ? [thing.term.pref] : []));
  // While nothing is chosen a quality is what vendors are asked for; whether there is one is told from the offers.
  if (tags.length > 0 && (context.phase === 'choosing' || matches(grammar, 'whether', plain))) return undefined;
  const named = grammar.values['vendor']?.[hit.groups['who'] ?? ''];
  const words = typeof named === 'string' ? [named] : tags.map((tag) => tag.slice(0, tag.indexOf(':')));
  const needs = words.filter((word): word is NeedWord => isNeed(word) && word !== 'all');
  return { ...NOTHING_HEARD, acts: ['message'], needs: [...new Set(needs)], prefs: tags.filter((tag) => tag.startsWith('note:')) };
}

/** "L'hôtel" names whose people are meant, and is no quality. */
function isTag(pref: string | undefined): pref is string {
  return pref !== undefined && pref !== 'lodging:hotel';
}

/** People, or a day that the trip does not have: that changes what is bought. */
function isOfTrip(thing: Found, { context: { known } }: Reading): boolean {
  switch (thing.type) {
    case 'people':
      return thing.value.total !== undefined && thing.value.total !== known.party;
    case 'when':
      return thing.when.nights !== undefined || thing.when.days !== undefined;
    case 'money':
    case 'share':
      return true;
    case 'day':
    case 'span':
    case 'time':
    case 'place':
    case 'term':
      return false;
  }
}
