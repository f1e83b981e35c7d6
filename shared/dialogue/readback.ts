import type { Booking } from '../booking/booking.ts';
import { isRelayed, passedOn } from '../booking/details.ts';
import { isActive, nextToConfirm } from '../booking/saga.ts';
import { sha256 } from '../market/canonical.ts';
import { type Money, sum } from '../money.ts';
import { journeyFirst } from '../trip/categories.ts';
import { partySize } from '../trip/party.ts';
import type { Trip } from '../trip-record.ts';
import { boughtOf, heldUntil, readyBookings } from './bookings.ts';
import { dataSay } from './form.ts';
import { leavesAtAFee, thenLeft } from './leaving-says.ts';
import { say } from './reaction.ts';
import { lineOf, momentIn, moneySays, partyOf, sellerOf, zoneOf } from './readback-lines.ts';
import type { Say, SayValue } from './say.ts';
import type { StepContext } from './state.ts';

/** One breath holds at most this, its question included (conversation.md, 2 and 19). */
const MAX_WORDS = 100;
const MAX_CHARACTERS = 600;

/** The read-back as data: paragraphs by vendor, cut into breaths between vendors, what is common at the end. */
export interface ReadbackText {
  readonly bookings: readonly Booking[];
  readonly breaths: readonly (readonly Say[])[];
  readonly total: Money;
  readonly now: Money;
  readonly hash: string;
  /** Nothing is owed and leaving is free: a plain yes is enough. */
  readonly free: boolean;
}

/** What one phrase may cover: the whole trip where the operator is the organiser, else one seller after the other. */
export function readbackScope(trip: Trip, ctx: StepContext): readonly Booking[] {
  // The journey first: it names the month, and everything else hangs on its days.
  const ready = journeyFirst(readyBookings(trip), ({ offer }) => offer.category);
  // Seller by seller, what can be left for nothing is bought first.
  return ctx.settings.operatorRole === 'organiser' ? ready : nextToConfirm(ready, ctx.now).slice(0, 1);
}

export function readbackOf(trip: Trip, ctx: StepContext, isNext = trip.readback?.next === true): ReadbackText {
  const bookings = readbackScope(trip, ctx);
  const total = sum(bookings.map((booking) => booking.offer.total));
  const now = sum(bookings.map((booking) => booking.offer.dueNow));
  const free = total.minor === 0 && !leavesAtAFee(trip) && bookings.every((booking) => booking.terms.refundability !== 'non_refundable');
  const only = bookings[0];
  const paragraphs = free && only ? [[say('readback.free', freeValues(trip, only))]] : bookings.map((booking) => paragraph(booking, trip));
  const intro = free ? [] : [isNext ? say('readback.intro_next') : introOf(trip, bookings)];
  const terms = [...(isNext ? [] : withoutSays(trip)), say('readback.no_withdrawal'), ...thenLeft(trip), passedSay(trip, bookings, ctx)];
  const end = free ? freeEnd(trip, only, ctx) : commonOf(bookings, terms, total, now);
  const breaths = cut(intro, paragraphs, end, ctx, lastQuestion(trip, free, isOneOfMany(trip, bookings.length)));
  const hash = sha256(JSON.stringify([breaths, bookings.map((booking) => [booking.id, booking.offer.commitment, booking.offer.total])]));
  return { bookings, breaths, total, now, hash, free };
}

/** What it costs in all, and what of it is paid now. */
export function totalSay(trip: Trip, ctx: StepContext): Say {
  const { total, now } = readbackOf(trip, ctx);
  return say(now.minor === 0 ? 'readback.total_short' : 'readback.total_short_now', { total, now });
}

/** The question that ends the last breath. */
export function lastQuestion(trip: Trip, free: boolean, isFirst = isOneOfMany(trip, trip.readback?.bookingIds.length)): Say {
  const until = heldUntil(trip);
  if (free) return say('ask.confirm_free');
  if (isFirst) return until ? say('ask.confirm_or_skip', { until: { instant: until } }) : say('ask.confirm_or_skip_unheld');
  return until ? say('ask.confirm', { until: { instant: until } }) : say('ask.confirm_unheld');
}

/** The first of several sellers that are read one by one: that one may be left out is said there. */
function isOneOfMany(trip: Trip, read: number | undefined): boolean {
  return read !== undefined && read < readyBookings(trip).length && boughtOf(trip).length === 0 && !trip.readback?.next;
}

function introOf(trip: Trip, bookings: readonly Booking[]): Say {
  // The trip's people, unless it is all for others.
  const own = new Set(bookings.map(({ needId }) => partyOf(trip, needId)));
  const [only] = own;
  const count = own.size === 1 && only !== undefined ? only : trip.brief.party ? partySize(trip.brief.party) : 1;
  return say(trip.brief.party ? 'readback.intro_party' : 'readback.intro', { name: nameOf(trip), count });
}

export function nameOf(trip: Trip): string {
  return [trip.leadName?.given, trip.leadName?.family].filter(Boolean).join(' ');
}

/** One vendor's part: who, what, the money, and what leaving costs. */
export function paragraph(booking: Booking, trip: Trip): readonly Say[] {
  const { offer } = booking;
  return [say('readback.with', { seller: sellerOf(offer), line: lineOf(offer, trip) }), ...moneySays(offer)];
}

function commonOf(bookings: readonly Booking[], terms: readonly Say[], total: Money, now: Money): readonly Say[] {
  const one = bookings.length === 1;
  const totals = one
    ? []
    : [
        say(now.minor === 0 ? 'readback.total' : now.minor === total.minor ? 'readback.total_now' : 'readback.total_partly', {
          total,
          now,
        }),
      ];
  return [...totals, ...terms, say('readback.engage', { total })];
}

/** What was asked for and is not in it: nobody buys the rest thinking that it is. */
function withoutSays({ brief, bookings }: Trip): readonly Say[] {
  const covered = new Set(bookings.filter(isActive).map(({ needId }) => needId));
  const list = brief.needs.filter(({ id, insteadOf }) => !covered.has(id) && !insteadOf).map(({ category }) => say(`the.${category}`));
  return list.length > 0 ? [say('readback.without', { needs: { list } })] : [];
}

/** Truly what will be sent: to each vendor what its offer asks for, and nothing else. */
function passedSay(trip: Trip, bookings: readonly Booking[], { settings }: StepContext): Say {
  const kinds = passedOn(bookings, trip, settings.relayDomain !== undefined);
  const one = bookings.length === 1 ? '_one' : '';
  if (kinds.length === 0) return say(`readback.passed_nothing${one}`);
  return kinds.every(({ kind }) => kind === 'name')
    ? say(`readback.passed_name${one}`)
    : say(`readback.passed_on${one}`, { what: dataSay(kinds) });
}

function freeValues(trip: Trip, booking: Booking): Readonly<Record<string, SayValue>> {
  return { seller: sellerOf(booking.offer), line: lineOf(booking.offer, trip), name: nameOf(trip) };
}

/** A name is all that a free table is told, unless it may also write. */
function freeEnd(trip: Trip, booking: Booking | undefined, ctx: StepContext): readonly Say[] {
  const writes = booking !== undefined && ctx.settings.relayDomain !== undefined && isRelayed(booking.offer);
  return [say('readback.free_end', freeTerms(booking)), ...thenLeft(trip), ...(writes ? [passedSay(trip, [booking], ctx)] : [])];
}

function freeTerms(booking: Booking | undefined): Readonly<Record<string, SayValue>> {
  const until = booking?.terms.schedule.findLast((step) => step.fee.minor === 0)?.until;
  return { until: until && booking ? momentIn(until, zoneOf(booking.offer.item)) : say('moment.last') };
}

type Paragraphs = readonly (readonly Say[])[];

/** Says with their length: a read-back is measured once and its parts are put together in several orders. */
interface Measured {
  readonly says: readonly Say[];
  readonly words: number;
  readonly characters: number;
}

/** Sentences are told with one space between them: lengths add up. */
function joined(a: Measured, b: Measured): Measured {
  const space = a.characters > 0 && b.characters > 0 ? 1 : 0;
  return { says: [...a.says, ...b.says], words: a.words + b.words, characters: a.characters + space + b.characters };
}

/** The text in as few breaths as the limits allow. Where another order of vendors needs fewer, one of them is told last. */
function cut(intro: readonly Say[], paragraphs: Paragraphs, end: readonly Say[], ctx: StepContext, question: Say): Paragraphs {
  const measured = (says: readonly Say[]): Measured => ({ says, ...ctx.measure(says) });
  const parts = paragraphs.map(measured);
  const orders = [parts, ...parts.slice(1).map((one) => [...parts.filter((each) => each !== one), one])];
  const fixed = { intro: measured(intro), end: measured(end), soFar: measured([say('ask.so_far')]), question: measured([question]) };
  const told = orders.map((order) => pack(order, fixed));
  return told.toSorted((a, b) => a.length - b.length)[0] ?? [];
}

/** Fills each breath in turn; a cut falls only between vendors. */
function pack(parts: readonly Measured[], fixed: Readonly<Record<'intro' | 'end' | 'soFar' | 'question', Measured>>): Paragraphs {
  const breaths: (readonly Say[])[] = [];
  let current = fixed.intro;
  for (const next of parts) {
    const longer = joined(current, next);
    if (current.says.length > 0 && !isOneBreath(joined(longer, fixed.soFar))) {
      breaths.push(current.says);
      current = next;
    } else current = longer;
  }
  const whole = joined(current, fixed.end);
  return isOneBreath(joined(whole, fixed.question)) ? [...breaths, whole.says] : [...breaths, current.says, fixed.end.says];
}

function isOneBreath({ words, characters }: Pick<Measured, 'words' | 'characters'>): boolean {
  return words <= MAX_WORDS && characters <= MAX_CHARACTERS;
}

/** True when it can be said in one breath. */
export function fits(says: readonly Say[], ctx: StepContext): boolean {
  return isOneBreath(ctx.measure(says));
}
