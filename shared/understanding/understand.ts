import { localeData } from '../../locales/grammar.ts';
import type { Heard, HearingContext, PlaceValue, Slots } from '../dialogue/act.ts';
import { NOTHING_HEARD } from '../dialogue/act.ts';
import { regionsOf } from '../places/places.ts';
import { actsOf } from './acts.ts';
import { amended, bareAnswer, isChoosing, withAnswers } from './answers.ts';
import { isBirthDate } from './birth.ts';
import { isCardNumber } from './card.ts';
import { at, type Makers, run } from './chart.ts';
import type { Content } from './content.ts';
import { corrected, roomsAfter, roomsApart } from './corrections.ts';
import { type Cues, cuesOf } from './cues.ts';
import { dayMakers } from './days.ts';
import { finished } from './finish.ts';
import type { Found, Reading } from './found.ts';
import { daypartSlots, halfDay, inOrder, moneySlots, timeSlots } from './frame.ts';
import { compile, type Grammar } from './grammar.ts';
import { hits, matches } from './hits.ts';
import { lengthMakers } from './lengths.ts';
import { likelier } from './likely-acts.ts';
import { numberPicked } from './listed.ts';
import { moneyMakers } from './money.ts';
import { areaAnswer, putAbroad } from './namesake.ts';
import { nightOf } from './night-of.ts';
import { normalise } from './normalise.ts';
import { offsetMakers } from './offsets.ts';
import { optionSaid } from './options.ts';
import { ownDays } from './own-days.ts';
import { partMakers } from './parts.ts';
import { peopleMakers } from './people.ts';
import { periodMakers } from './periods.ts';
import { isAsking, isPick } from './picks.ts';
import { forTheStay, isOrigin, landed } from './place-roles.ts';
import { markPlaces } from './place-spans.ts';
import { recounted, repaired } from './repairs.ts';
import { rideHub } from './ride-hub.ts';
import { type PlaceRole, rolesOf } from './roles.ts';
import { saidBefore } from './said-before.ts';
import { sized, unshared } from './shades.ts';
import { shareMakers } from './shares.ts';
import { spanMakers } from './spans.ts';
import { markLandmarks, spotSlots } from './spots.ts';
import { markStreets, withTowns } from './streets.ts';
import { countMakers, markTerms, type TermSums, taken, termSums } from './terms.ts';
import { hourMakers, timeMakers } from './times.ts';
import { unknownPlace } from './unknown-place.ts';
import { answeredTerms, driving, withCarrier } from './wants.ts';
import { isBareEnd, watchContext, watchFrame } from './watch.ts';
import { dateSlots, meetingDay, openEnded } from './when.ts';
import { learners, whoSlots } from './who.ts';
import { wholeFrame } from './whole-frame.ts';

const compiled = new Map<string, Grammar>();

/** The compiled grammar of a locale; compiled on first use. */
export function grammarOf(locale: string): Grammar {
  const data = localeData(locale);
  let grammar = compiled.get(data.locale);
  if (!grammar) {
    grammar = compile(data);
    compiled.set(data.locale, grammar);
  }
  return grammar;
}

/** An utterance as tokens, and with what was found as marks. */
export interface Marked {
  readonly plain: string;
  readonly text: string;
  readonly found: readonly Found[];
}

function isSkiing(plain: string, reading: Reading): boolean {
  return reading.context.known.activity === 'ski' || plain.split(' ').some((word) => reading.grammar.values['snow']?.[word] !== undefined);
}

/** Days, periods, lengths, and what is counted from them. */
function datedMakers(reading: Reading, found: readonly Found[]): Makers<Found> {
  const refAt = (name: string | undefined) => {
    const thing = at(found, name);
    return thing?.type === 'day' ? thing.ref : undefined;
  };
  return {
    ...dayMakers(reading, refAt, () => saidBefore(found)),
    ...periodMakers(reading),
    ...partMakers(reading),
    ...lengthMakers(reading),
    ...offsetMakers(reading, found),
    ...spanMakers(reading, found),
  };
}

/** The words as tokens, with numbers put right. */
function plainOf(text: string, grammar: Grammar): string {
  const words = normalise(text, grammar).map((word) => word.text);
  return recounted(` ${words.join(' ')} `, Object.keys(grammar.values['repair'] ?? {}));
}

/** Bare numbers are ages where only these were asked for; twins are two of one age wherever children are counted. */
function agesAsked({ context: { asked }, grammar: { stages } }: Reading): (typeof stages)[string] | undefined {
  if (asked === 'ages') return stages['agesAsked'];
  return asked === 'children' ? stages['agesAsked']?.filter(({ make }) => make === 'twins') : undefined;
}

/** The cascade: times, money, dates, lengths, places, people, terms; each leaves its marks in the text. */
function mark(plain: string, reading: Reading): Marked {
  const found: Found[] = [];
  const { stages } = reading.grammar;
  const aged = run(plain, agesAsked(reading), peopleMakers(false), found);
  let out = run(aged, stages['times'], timeMakers(reading, found), found);
  out = run(out, stages['hours'], hourMakers(found), found);
  out = run(out, stages['shares'], shareMakers(reading), found);
  out = run(out, stages['money'], moneyMakers(reading, found), found);
  const dated = datedMakers(reading, found);
  out = run(out, stages['dates'], dated, found);
  out = run(out, stages['lengths'], dated, found);
  out = run(out, stages['spans'], dated, found);
  out = markPlaces(out, reading, found, isSkiing(plain, reading) ? 'ski' : undefined);
  out = markLandmarks(withTowns(out, reading, found), reading, found);
  out = run(out, stages['counts'], countMakers(reading.context.asked !== undefined || reading.context.phase !== 'briefing'), found);
  const counting = reading.context.asked === 'who' || reading.context.asked === 'children';
  out = run(out, stages['people'], peopleMakers(counting), found);
  if (counting) out = run(out, stages['peopleAsked'], peopleMakers(true), found);
  out = markTerms(out, reading, found);
  return {
    plain,
    text: repaired(out, found, Object.keys(reading.grammar.values['repair'] ?? {}), taken(out, reading, 'negation', found)),
    found,
  };
}

/** "Au Portugal, à Faro", "Lech, in the Arlberg": the town or the resort says it all. */
function narrowed(places: readonly PlaceValue[]): readonly PlaceValue[] {
  const around = new Set(places.flatMap(({ id }) => (id.startsWith('resort:') ? regionsOf(id) : [])));
  const towns = places.map(({ id }) => /^city:([A-Z]{2}):/.exec(id)?.[1]);
  return places.filter(
    ({ id }, i) =>
      places.findIndex((other) => other.id === id) === i &&
      !around.has(id) &&
      (!id.startsWith('country:') || !towns.includes(id.slice('country:'.length))),
  );
}

function placeSlots(roles: readonly PlaceRole[], reading: Reading): Pick<Slots, PlaceRole['slot'] | 'stages'> {
  const slots: Partial<Record<PlaceRole['slot'], readonly PlaceValue[]>> = {};
  for (const role of roles) {
    if (role.ambiguous) reading.doubts.push({ type: 'place', slot: role.slot, candidates: role.places });
    else if (slots[role.slot] === undefined) slots[role.slot] = role.places;
    else if (role.slot === 'destination') slots.destination = narrowed([...(slots.destination ?? []), ...role.places]);
  }
  const stages = roles.find(({ slot, stops }) => stops && (slot === 'destination' || slot === 'near'))?.stops;
  return stages ? { ...slots, stages } : slots;
}

/** With offers or a read-back on the table a name without a cue is no new place: "Jean-Pierre de La Tour" is not Pierre, South Dakota. */
function isPlaceMeant(role: PlaceRole, marked: Marked, { context, grammar }: Reading): boolean {
  const { phase, asked } = context;
  if (role.led || (phase !== 'choosing' && phase !== 'confirming')) return true;
  if (asked === 'place' || asked === 'origin' || asked === 'either' || asked === 'open' || asked === 'wrong') return true;
  return /@[dsgmuk]\d/.test(marked.text) || matches(grammar, 'placeCue', marked.plain) || matches(grammar, 'placeSwap', marked.text);
}

function slotsOf(marked: Marked, terms: TermSums, reading: Reading, no: ReadonlySet<number>): Slots {
  const { things, own } = ownDays(marked.text, marked.found, inOrder(marked.text, marked.found), reading);
  const all = rolesOf(marked.text, reading, [...marked.found]);
  const refused = all.filter((role) => no.has(role.index) && !role.ambiguous).flatMap((role) => role.places);
  const meant = all.filter((role) => !no.has(role.index) && isPlaceMeant(role, marked, reading));
  const isLone = /^ @p\d+ $/.test(marked.text);
  const roles = meant.map((role) => (isOrigin(role, refused, isLone, reading) ? { ...role, slot: 'origin' as const } : role));
  const parts = daypartSlots(marked.text, reading, terms.needs.includes('restaurant'));
  const dates = openEnded(dateSlots(things, marked.plain, reading), marked.text, reading);
  const half = halfDay(terms, { ...parts, ...dates }, reading);
  const said: Slots = {
    ...areaAnswer(marked.plain, reading),
    ...terms.slots,
    ...roomsAfter(marked.plain, reading),
    ...placeSlots(landed(forTheStay(roles, terms), isByAir(marked.plain, terms, reading), reading), reading),
    ...rideHub(marked.text, terms, reading),
    ...(refused.length > 0 && !meant.some((role) => isOrigin(role, refused, isLone, reading)) ? { notPlaces: refused } : {}),
    ...parts,
    ...(own.length > 0 ? { own } : {}),
    ...dates,
    ...timeSlots(things, half, marked.found),
    ...meetingDay(things, dates),
    ...moneySlots(things, reading),
    ...learners(whoSlots(things, marked.plain, reading), terms.slots, reading),
  };
  const apart = roomsApart(said, marked.plain, reading);
  const full = withBare(said, marked, reading);
  const { daypart: _, ...timed } = full;
  const idle = said.time !== undefined || (terms.needs.length === 1 && terms.needs[0] === 'lodging');
  return { ...(idle ? timed : full), ...apart, ...nightOf(full, terms, marked, reading) };
}

function isByAir(plain: string, { needs }: TermSums, { grammar }: Reading): boolean {
  return needs.includes('flight') || matches(grammar, 'byAir', plain) || matches(grammar, 'takeoff', plain);
}

/** With what only a bare number says; "change pour neuf" is the hour of the one table, and counts nobody. */
function withBare(said: Slots, { text, plain }: Marked, reading: Reading): Slots {
  if ((said.budgetMax ?? said.budgetAbout ?? said.budgetMin ?? said.days) !== undefined) return said;
  const put = amended(plain, reading);
  return put.time === undefined ? { ...bareAnswer(text, reading), ...put, ...said } : put;
}

function contentOf(slots: Slots, terms: TermSums, { plain, text, found }: Marked, selected: boolean, reading: Reading): Content {
  const said = hits(reading.grammar, 'doubts', plain);
  return {
    slots,
    needs: terms.needs,
    needsNot: terms.needsNot,
    prefs: terms.prefs,
    prefsNot: terms.prefsNot,
    selected,
    moved: found.some((thing) => thing.type === 'when' && Object.keys(thing.when).length === 0),
    doubted: reading.doubts.length > 0,
    rude: matches(reading.grammar, 'rude', plain),
    foreign:
      // "Times" is one of mathematics, but not in "Times Square"
      text.split(' ').some((word) => reading.grammar.values['oos']?.[word] !== undefined) || matches(reading.grammar, 'offtopic', plain),
    yes: matches(reading.grammar, 'yes', plain, 'start'),
    carefree: matches(reading.grammar, 'carefree', plain, 'start') || matches(reading.grammar, 'carefreeEnd', plain),
    no: matches(reading.grammar, 'no', plain, 'start'),
    negated: said.some(({ make }) => make === 'negated'),
    takenBack: said.some(({ make }) => make === 'takenBack'),
    faulted: said.some(({ make }) => make === 'faulted'),
    words: plain
      .trim()
      .split(' ')
      .filter((word) => /[a-z0-9]/.test(word)).length,
  };
}

/** What one utterance says, in the frame of contracts/understanding.md. Pure and total: garbage gives an empty frame. */
export function understand(text: string, context: HearingContext): Heard {
  const heard = heardIn(text, context);
  const grammar = grammarOf(context.locale);
  const isBare = context.watching === true && isBareEnd(plainOf(text, grammar), grammar);
  if (!heard.acts.includes('watch') && !isBare) return heard;
  const since = watchContext(context);
  const reading: Reading = { context: since, grammar, doubts: [], spots: [] };
  const again = heardIn(text, since);
  return watchFrame(isBare ? { ...again, acts: ['watch'] } : again, plainOf(text, grammar), reading);
}

/** What the open question alone makes readable: an option of a vendor's, a number of the list. */
function shortFrame({ plain }: Marked, reading: Reading): Heard | undefined {
  return optionSaid(plain, reading) ?? numberPicked(plain, reading);
}

/** What is found fault with is not picked either. */
function withoutPick({ select: _, alsoSelect: __, ...slots }: Slots): Slots {
  return slots;
}

/** What is asked of other days, or of leaving it, carries nothing of the trip. */
function framed(text: string, cues: Cues, content: Content, terms: TermSums, reading: Reading): Heard {
  const ruled = actsOf(cues, content, reading.context);
  if (cues.supposing && ruled[0] === 'ask') return { ...NOTHING_HEARD, acts: ['ask'], needs: terms.needs, slots: { ask: cues.asks } };
  // "The first one is too far" takes nothing
  const acts = likelier(content.faulted && ruled.includes('select') ? [] : ruled, text, content, reading);
  return finished(acts, content.faulted && acts[0] !== 'ask' ? withoutPick(content.slots) : content.slots, terms, reading);
}

function heardIn(text: string, context: HearingContext): Heard {
  const grammar = grammarOf(context.locale);
  if (isCardNumber(text, grammar)) return { ...NOTHING_HEARD, acts: ['card_number'] };
  if (context.phase === 'confirming' && isBirthDate(text, grammar, context.today)) return { ...NOTHING_HEARD, acts: ['birth_date'] };
  const said = plainOf(text, grammar);
  const reading: Reading = {
    context,
    grammar,
    doubts: [],
    spots: [],
    adding: context.phase === 'settled' && matches(grammar, 'adding', said),
  };
  const plain = markStreets(said, reading);
  const marked = mark(plain, reading);
  const whole = wholeFrame(text, marked, reading);
  if (whole) return whole;
  const fixes = corrected(marked.plain, reading);
  if (fixes) return fixes;
  const short = shortFrame(marked, reading);
  if (short) return short;
  const no = taken(marked.text, reading, 'negation', marked.found);
  const cues = cuesOf(marked.plain, marked.text, grammar, context.listed.length);
  const wanted = driving(termSums(marked.text, marked.found, no, reading), cues, context);
  const summed = sized(answeredTerms(wanted, marked.plain, reading), marked.plain, reading);
  const asking = isAsking(cues, summed, context);
  const found = withAnswers(slotsOf(marked, summed, reading, no), text, marked, cues, reading);
  const slots: Slots = { ...putAbroad(found, marked.plain, reading), ...spotSlots(text, reading) };
  const terms = withCarrier(summed, slots, context);
  if (slots.name) return { ...NOTHING_HEARD, acts: [context.asked === 'name' ? 'inform' : 'change'], slots };
  const selected = isChoosing(context) && !asking && isPick(cues, slots, summed);
  const unknown = unknownPlace(text, marked.text, slots, reading);
  if (unknown) reading.doubts.push(unknown);
  const content = contentOf(slots, terms, marked, selected, reading);
  return framed(text, cues, content, unshared(terms, marked.plain, reading), reading);
}
