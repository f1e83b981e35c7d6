import { type Heard, type NeedWord, NOTHING_HEARD } from '../dialogue/act.ts';
import { fold } from '../places/fold.ts';
import { at } from './chart.ts';
import type { Found, Reading } from './found.ts';
import { hits, hitsOf, matches } from './hits.ts';
import { messageFrame } from './message.ts';
import { isNeed } from './terms.ts';

/** What an utterance means as a whole, before its parts are looked at; `text`: as it was said. */
export function wholeFrame(
  text: string,
  { plain, text: marked, found }: { readonly plain: string; readonly text: string; readonly found: readonly Found[] },
  reading: Reading,
): Heard | undefined {
  const acts = wholeActs(text, plain, reading);
  if (acts) return { ...NOTHING_HEARD, acts };
  const message = messageFrame(plain, found, reading);
  if (message) return message;
  const exchange = reading.context.phase === 'settled' ? exchanged(marked, found, reading) : undefined;
  if (exchange) return exchange;
  const keep = reading.context.phase === 'briefing' ? undefined : keptOf(marked, found, reading);
  if (!keep) return reading.context.phase === 'settled' ? ofBooked(marked, found, reading) : undefined;
  return { ...NOTHING_HEARD, acts: ['cancel_booking'], needsNot: keep, slots: { keep } };
}

/** "Il reste quoi ?", "annule": of what is booked. */
function ofSettled(plain: string, { grammar, context }: Pick<Reading, 'grammar' | 'context'>): Heard['acts'] | undefined {
  if (matches(grammar, 'whatsLeft', plain)) return ['status'];
  const isOpen = context.asked === undefined || context.asked === 'open';
  if (isOpen && matches(grammar, 'thatsAll', plain)) return ['goodbye'];
  return isOpen && matches(grammar, 'cancelIt', plain) ? ['cancel_booking'] : undefined;
}

/** Acts of the whole utterance: "annule" of what is booked or held (before that it ends the talk), "non attends" to a yes or no, "on passe", "une autre fois". */
function wholeActs(text: string, plain: string, { grammar, context }: Reading): Heard['acts'] | undefined {
  const settled = context.phase === 'settled' ? ofSettled(plain, { grammar, context }) : undefined;
  if (settled) return settled;
  const isHeld = context.phase === 'confirming' && context.asked !== 'yes_no';
  if (isHeld && !plain.includes('?') && matches(grammar, 'dropHold', plain)) return ['unhold'];
  // Elsewhere it begins a correction, and stands for one among the tokens.
  if (context.asked === 'yes_no' && matches(grammar, 'noWait', ` ${fold(text)} `)) return ['deny'];
  if (matches(grammar, 'skipped', plain) || (context.asked === 'confirm' && matches(grammar, 'onward', plain))) return ['skip'];
  return isPutOff(plain, { grammar, context }) ? ['later'] : undefined;
}

/** "Une autre fois"; "ne bloque pas encore", of what is on the table: held already, it would be let go of. */
function isPutOff(plain: string, { grammar, context }: Pick<Reading, 'grammar' | 'context'>): boolean {
  return matches(grammar, 'postponed', plain) || (context.phase === 'choosing' && matches(grammar, 'notYet', plain));
}

/** "Un meilleur hôtel", "un équipement de plus", of what is booked: another in its place, or one more beside it. */
function ofBooked(marked: string, found: readonly Found[], { grammar, context }: Reading): Heard | undefined {
  const needIn = (stage: string): readonly [NeedWord, string | undefined] | undefined => {
    for (const rule of grammar.stages[stage] ?? []) {
      const [hit] = hitsOf(rule, marked);
      const thing = at(found, hit?.groups['k']);
      if (thing?.type === 'term' && isNeed(thing.term.need)) return [thing.term.need, hit?.groups['n']];
    }
    return undefined;
  };
  const better = needIn('betterOne');
  if (better) return { ...NOTHING_HEARD, acts: ['more_options'], needs: [better[0]], slots: { priceLevel: 'high' } };
  const more = needIn('oneMore');
  // Each has their own: of a room or a car, one more is another booking of the same.
  if (!more || !OWN.has(more[0]) || !context.known.needs.some((need) => need === more[0])) return undefined;
  const party = Number.parseInt(more[1] ?? '1', 10) || 1;
  return { ...NOTHING_HEARD, acts: ['request'], needs: [more[0]], slots: { party, extra: true } };
}

const OWN: ReadonlySet<NeedWord> = new Set(['ski_hire', 'ski_pass']);

/** "Annule la voiture et mets un taxi": one in the place of the other. "Oui, mais pas l'hôtel", to whether all of it goes: that one stays. */
function exchanged(marked: string, found: readonly Found[], { grammar, context }: Reading): Heard | undefined {
  const groupsOf = (stage: string) => hits(grammar, stage, marked)[0]?.groups ?? {};
  const swap = groupsOf('cancelFor');
  const [gone, wanted] = [needsIn(swap['gone'], found), needsIn(swap['k'], found)];
  if (gone.length > 0 && wanted.length > 0) return { ...NOTHING_HEARD, acts: ['change'], needs: wanted, needsNot: gone };
  const keep = context.asked === 'yes_no' ? needsIn(groupsOf('butNot')['keep'], found) : [];
  return keep.length > 0 ? { ...NOTHING_HEARD, acts: ['remove'], needsNot: keep } : undefined;
}

function needsIn(words: string | undefined, found: readonly Found[]): readonly NeedWord[] {
  return (words?.match(/@k\d+/g) ?? []).flatMap((mark): readonly NeedWord[] => {
    const thing = at(found, mark);
    return thing?.type === 'term' && isNeed(thing.term.need) ? [thing.term.need] : [];
  });
}

/** "Annule tout sauf l'hôtel", "keep the hotel, cancel the rest": what stays; undefined where one thing is cancelled and another kept, or nothing is. */
function keptOf(marked: string, found: readonly Found[], { grammar }: Reading): readonly NeedWord[] | undefined {
  for (const rule of grammar.stages['cancelBut'] ?? []) {
    const [hit] = hitsOf(rule, marked);
    const keep = needsIn(hit?.groups['keep'], found).filter((need) => need !== 'all');
    if (keep.length > 0 && needsIn(hit?.groups['gone'], found).every((need) => need === 'all')) return [...new Set(keep)];
  }
  return undefined;
}
