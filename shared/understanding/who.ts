import type { Slots } from '../dialogue/act.ts';
import { alike } from './alike.ts';
import { joining } from './answers.ts';
import { childrenSaid } from './children.ts';
import type { Found, Reading } from './found.ts';
import { partySlots } from './frame.ts';
import { hits, matches } from './hits.ts';
import { present } from './present.ts';
import { headsIn, sharesOf } from './shares.ts';

/** Whom single things are for, beside who travels; where nobody travels yet, these are it. */
function withShares(people: ReturnType<typeof partySlots>, things: readonly Found[], reading: Reading): Slots {
  const shares = sharesOf(things);
  if (shares.length === 0) return people;
  const heads = Object.keys(people).every((key) => key === 'partyType') ? headsIn(shares, reading) : undefined;
  const all = heads ?? people.party;
  const some = shares.filter(({ count }) => count === undefined || count !== all);
  return { ...people, ...(heads === undefined ? {} : { party: heads }), ...(some.length > 0 ? { shares: some } : {}) };
}

/** "One" is written as the article is: a number only where a number was asked for. */
function justOne(plain: string, { context: { asked }, grammar }: Reading): Slots | undefined {
  const one = ONE_OF[asked ?? ''];
  return one && matches(grammar, 'justOne', plain) ? one : undefined;
}

const ONE_OF: Readonly<Record<string, Slots>> = {
  who: { adults: 1, party: 1, partyType: 'solo' },
  children: { children: 1 },
  nights: { nights: 1 },
};

/** "Les enfants ont 7 et 12 ans" of four who were counted by heads: two of the four, unless they come along besides. */
function amongHeads(who: Slots, plain: string, { context: { known }, grammar }: Reading): Slots {
  const { adults, party, childAges = [], infants = 0 } = who;
  const minors = childAges.length + infants;
  const { party: all = 0 } = known;
  const left = all - minors;
  const told = known.heads && childAges.length > 0 && (adults ?? party) === undefined && left > 0;
  return told && !matches(grammar, 'besides', plain) ? { ...who, adults: left, party: all } : who;
}

/** "C'est pour ma mère" says on whose name, not how many travel; "une personne de plus" joins those that are known. */
export function whoSlots(things: readonly Found[], plain: string, reading: Reading): Slots {
  if (reading.context.asked === 'name' && !/\d/.test(plain)) return {};
  const one = justOne(plain, reading);
  if (one) return one;
  const party = joining(plain, reading);
  if (party !== undefined) return { party };
  const { young, ...counted } = alike(
    withShares(partySlots(things, reading.context.asked !== 'ages', reading.context.known.party), things, reading),
    plain,
    reading,
  );
  // With offers on the table "une piscine pour les enfants" brings nobody new.
  const who: Slots = young && reading.context.phase === 'briefing' ? { ...counted, young } : counted;
  if (Object.keys(who).length === 0 && isChildless(plain, reading)) return { children: 0 };
  // Who are told by their ages are counted already
  if (reading.context.asked === 'children') return childrenSaid(who, plain, reading);
  return reading.context.asked === 'ages' && who.childAges !== undefined
    ? present({ childAges: who.childAges, infants: who.infants })
    : amongHeads(who, plain, reading);
}

/** "No kids, just us", to another question: nobody more comes, and that question stays open. */
function isChildless(plain: string, { context: { asked, phase }, grammar }: Reading): boolean {
  return (phase !== 'briefing' || asked !== undefined) && hits(grammar, 'childless', plain).some(({ make }) => make === 'kids');
}

/** "Débutant pour deux": some of those who come, and no other number of them. */
export function learners(who: Slots, { skiLevel }: Slots, { context: { known } }: Reading): Slots {
  return skiLevel !== undefined && known.party !== undefined ? {} : who;
}
