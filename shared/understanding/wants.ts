import type { HearingContext, NeedWord, Slots } from '../dialogue/act.ts';
import type { Cues } from './cues.ts';
import type { Reading } from './found.ts';
import { hits, matches } from './hits.ts';
import { isCarKind } from './roles.ts';
import type { TermSums } from './terms.ts';

/** "Tout" answers what else is needed; a dish in a first sentence asks for a table. */
export function answeredTerms(terms: TermSums, plain: string, reading: Reading): TermSums {
  const { asked, phase } = reading.context;
  const meal = phase === 'briefing' && asked === undefined && terms.needs.length === 0 && terms.slots.cuisine !== undefined;
  if (meal) return { ...terms, needs: ['restaurant'] };
  if ((asked === 'what_else' || asked === 'reread') && matches(reading.grammar, 'everything', plain)) return { ...terms, needs: ['all'] };
  // "The lot: flights, hotel, car"
  if (asked === 'what_else' && terms.needs.length > 1 && terms.needs.includes('all'))
    return { ...terms, needs: terms.needs.filter((need) => need !== 'all') };
  const only = terms.needs.length === 1 && terms.needs[0] === 'all';
  if (asked === 'what_else' && only && matches(reading.grammar, 'no', plain, 'start')) return { ...terms, needs: [] };
  return withoutIdle(staying(unwanted(ownBed(terms, plain, reading), plain, reading), plain, reading), plain, reading);
}

/** "On loge chez des amis": a bed is there already. */
function ownBed(terms: TermSums, plain: string, { grammar }: Reading): TermSums {
  if (!matches(grammar, 'ownBed', plain)) return terms;
  const needsNot = [...new Set([...terms.needsNot, 'lodging' as const])];
  const prefs = terms.prefs.filter((pref) => !pref.startsWith('lodging:'));
  return { ...terms, needs: terms.needs.filter((need) => need !== 'lodging'), needsNot, prefs };
}

/** "L'avion me fait peur", and "pas d'hôtel" of a trip that is more than a bed: where nothing else was wanted, or another house is named, it is only the kind. */
function unwanted(terms: TermSums, plain: string, { grammar, context }: Reading): TermSums {
  const made = new Set(hits(grammar, 'unwanted', plain).map(({ make }) => make));
  const others = [...terms.needs, ...context.known.needs].some((need) => need !== 'lodging');
  const isBedless = made.has('hotel') && !terms.needs.includes('lodging') && (others || context.known.origin !== undefined);
  const no: readonly NeedWord[] = [...(made.has('flight') ? (['flight'] as const) : []), ...(isBedless ? (['lodging'] as const) : [])];
  if (made.has('carried')) return carried(terms, context);
  if (no.length === 0) return terms;
  const prefsNot = isBedless ? terms.prefsNot.filter((pref) => pref !== 'lodging:hotel') : terms.prefsNot;
  return {
    ...terms,
    needs: terms.needs.filter((need) => !no.includes(need)),
    needsNot: [...new Set([...terms.needsNot, ...no])],
    prefsNot,
  };
}

/** "Mon vol arrive à 14 heures 20", of a ride: that flight is had, and nobody is asked for one. */
function carried(terms: TermSums, { known }: HearingContext): TermSums {
  const isRide = terms.needs.includes('ride') || terms.needs.includes('transfer') || known.needs.includes('transfer');
  const isSought = known.needs.includes('flight') || known.needs.includes('train');
  if (!isRide || isSought) return terms;
  return { ...terms, needs: terms.needs.filter((need) => need !== 'flight' && need !== 'train') };
}

/** The carrier is only the way there, and what is wanted is a stay, whatever one dines on or sees. */
function staying(terms: TermSums, plain: string, { grammar, context }: Reading): TermSums {
  const beside = terms.needs.filter((need) => need !== 'restaurant' && need !== 'activity');
  const isWay = beside.length > 0 && beside.every((need) => need === 'train' || need === 'flight');
  const isStay = context.phase === 'briefing' && isWay && !terms.needsNot.includes('lodging') && terms.slots.tripType === undefined;
  return isStay && matches(grammar, 'byWay', plain) && matches(grammar, 'stay', plain)
    ? { ...terms, slots: { ...terms.slots, stays: true } }
    : terms;
}

/** What is only said of how one leaves, or when; "de Paris en avion" does ask for a flight. */
function withoutIdle(terms: TermSums, plain: string, { context, grammar }: Reading): TermSums {
  const idle = IDLE[context.asked ?? ''];
  if (matches(grammar, 'takeoff', plain)) return { ...without(terms, idle), slots: { ...terms.slots, byAir: true } };
  if (idle === undefined || (idle === 'flight' && matches(grammar, 'byAir', plain))) return terms;
  return without(terms, idle);
}

function without(terms: TermSums, idle: NeedWord | undefined): TermSums {
  return { ...terms, needs: terms.needs.filter((need) => need !== idle) };
}

/** "On décolle de Toulouse" says from where, "after lunch" when: neither asks for anything. */
const IDLE: Readonly<Record<string, NeedWord | undefined>> = { origin: 'flight', time: 'restaurant' };

/** "C'est loin en voiture ?" is asked by anyone, and who hires a car drives no other. */
export function driving(terms: TermSums, { question, asks }: Cues, { asked, phase }: HearingContext): TermSums {
  const isAsked = question && (asks.length > 0 || asked !== undefined || phase !== 'briefing');
  if (!terms.slots.ownCar || (!isAsked && !terms.needs.includes('car'))) return terms;
  const { ownCar: _, ...slots } = terms.slots;
  return { ...terms, slots };
}

/** "Un aller-retour Paris Marseille" asks for a carrier, whichever; "a compact automatic in Nice" for a car. */
const CARRIERS: ReadonlySet<NeedWord> = new Set(['flight', 'train', 'coach']);

export function withCarrier(terms: TermSums, { tripType, origin, destination, ownCar }: Slots, context: HearingContext): TermSums {
  const opening = context.phase === 'briefing' && context.asked === undefined;
  // "Le vol le moins cher pour aller à Nice"
  if (terms.needs.some((need) => CARRIERS.has(need))) return { ...terms, needs: terms.needs.filter((need) => need !== 'transport') };
  if (opening && terms.needs.length === 0 && terms.prefs.some(isCarKind)) return { ...terms, needs: ['car'] };
  const asked = tripType !== undefined && origin !== undefined && destination !== undefined && ownCar === undefined;
  return asked && terms.needs.length + terms.needsNot.length === 0 ? { ...terms, needs: ['transport'] } : terms;
}
