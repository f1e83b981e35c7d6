import type { Booking } from '../booking/booking.ts';
import { bookingOf, letterMark } from '../booking/documents/letter.ts';
import { changeAnswered } from '../market/notice.ts';
import type { Offer } from '../market/offer.ts';
import type { Replacement } from '../market/replacement.ts';
import { type ChangeOption, decidedBy, type HeardNews } from '../market/vendor-news.ts';
import type { Instant } from '../time.ts';
import type { Effect, Trip } from '../trip-record.ts';
import type { Slots } from './act.ts';
import { back } from './meta.ts';
import { type Reaction, say, withEffects } from './reaction.ts';
import { lineOf, sellerOf } from './readback-lines.ts';
import type { Say } from './say.ts';
import type { State, StepContext } from './state.ts';
import type { Pending } from './talk.ts';

export type OfVendor = Extract<Pending, { readonly type: 'vendor_question' | 'vendor_change' }>;
type OfChange = Extract<OfVendor, { readonly type: 'vendor_change' }>;

/** What is asked about a change: undefined where the vendor leaves nothing to choose, or no longer. */
export function changeQuestion({ id, vendorId, news, answer }: HeardNews, { now }: StepContext): OfChange | undefined {
  if (news.type !== 'change' || news.options.length === 0 || answer !== undefined) return undefined;
  const options = stillOpen(news, now);
  return options.length === 0 ? undefined : { type: 'vendor_change', newsId: id, vendorId, options };
}

type Change = Extract<HeardNews['news'], { readonly type: 'change' }>;

/** What the vendor still leaves to choose at that moment. */
function stillOpen({ options, decideBy }: Change, now: Instant): readonly ChangeOption[] {
  return options.filter((option) => (decidedBy(option, decideBy) ?? '9999') > now);
}

/** What a change says beside its cause: what would take the place of what is booked, and until when one may choose. */
export function changeFacts(heard: HeardNews, trip: Trip, ctx: StepContext): readonly Say[] {
  const { news, answer } = heard;
  if (news.type !== 'change' || news.options.length === 0 || answer !== undefined) return [];
  const open = stillOpen(news, ctx.now);
  const last = news.options
    .flatMap((option) => decidedBy(option, news.decideBy) ?? [])
    .toSorted()
    .at(-1);
  const booked = bookingOf(trip, heard);
  if (open.length === 0) return last === undefined ? [] : [say('vendor.too_late', { seller: heard.seller, until: { instant: last } })];
  const replaced = open.flatMap(({ offer }) => (offer && booked ? [insteadOf(booked.offer, offer)] : []));
  const lines = replaced.map((offer) => say('vendor.replacement', { line: lineOf(offer, trip), total: offer.total }));
  return [...lines, ...untilSays(open, news.decideBy)];
}

/** Until when one may choose: once where it is one moment for all, else option by option. */
function untilSays(open: readonly ChangeOption[], decideBy: Instant | undefined): readonly Say[] {
  const isOne = new Set(open.map((option) => decidedBy(option, decideBy))).size === 1;
  const says = open.flatMap((option) => {
    const until = decidedBy(option, decideBy);
    return until === undefined ? [] : [say(isOne ? 'vendor.until' : `vendor.until_${option.kind}`, { until: { instant: until } })];
  });
  return isOne ? says.slice(0, 1) : says;
}

function insteadOf(offer: Offer, { item, total, cancellation = offer.cancellation }: Replacement): Offer {
  return { ...offer, item, total, cancellation };
}

/** What a question of a vendor is about. */
export function meant({ fromVendors }: Trip, { newsId, vendorId }: OfVendor): HeardNews | undefined {
  return fromVendors?.find((each) => each.id === newsId && each.vendorId === vendorId);
}

/** The name that the traveller knows it by: of what is booked with it, else the vendor's own. */
export function knownAs(trip: Trip, heard: HeardNews): string {
  const booked = bookingOf(trip, heard);
  return booked ? sellerOf(booked.offer) : heard.seller;
}

/** A yes takes the one thing there is to take; of several it says nothing, and they are asked again. */
export function yesToChange(state: State, pending: OfChange, ctx: StepContext): Reaction {
  const [only, ...more] = pending.options;
  return only && more.length === 0 ? choose(state, pending, only, ctx) : back(state.trip, ctx, []);
}

/** A no refuses the change: what the vendor offers instead is asked about, and with nothing left nothing is answered. */
export function noToChange(state: State, pending: OfChange, ctx: StepContext): Reaction {
  const instead = pending.options.filter(({ kind }) => kind !== 'accept');
  const isNarrower = instead.length > 0 && instead.length < pending.options.length;
  return isNarrower ? narrowed(state, pending, instead) : leave(state, pending, ctx);
}

/** "Je préfère être remboursé", "le deuxième": undefined when it was none of them. Two of a kind are told apart by their number. */
export function pickOption(state: State, pending: OfChange, slots: Slots, ctx: StepContext): Reaction | undefined {
  const { option, select } = slots;
  if (option !== undefined) return pickKind(state, pending, option, ctx);
  const nth = select === undefined ? undefined : pending.options.at(select < 0 ? select : select - 1);
  return nth && choose(state, pending, nth, ctx);
}

function pickKind(state: State, pending: OfChange, option: ChangeOption['kind'], ctx: StepContext): Reaction {
  const named = ofKind(pending.options, option) ?? ofKind(offeredFirst(state, pending), option) ?? [];
  const [one, ...more] = named;
  if (one) return more.length === 0 ? choose(state, pending, one, ctx) : narrowed(state, pending, named);
  // "J'accepte", to the refund that is all there is.
  if (option === 'accept') return yesToChange(state, pending, ctx);
  const heard = meant(state.trip, pending);
  return back(state.trip, ctx, heard ? [say(`vendor.no_${option}`, { seller: knownAs(state.trip, heard) })] : []);
}

function ofKind(options: readonly ChangeOption[], option: ChangeOption['kind']): readonly ChangeOption[] | undefined {
  const named = options.filter(({ kind }) => kind === option);
  return named.length > 0 ? named : undefined;
}

/** What was refused a moment ago may be taken after all. */
function offeredFirst({ trip }: State, pending: OfChange): readonly ChangeOption[] {
  const news = meant(trip, pending)?.news;
  return news?.type === 'change' ? news.options : [];
}

function narrowed({ trip }: State, pending: OfChange, options: readonly ChangeOption[]): Reaction {
  return { trip, says: [], ask: { ...pending, options } };
}

const TAKEN = {
  accept: 'vendor.accepted',
  rebook: 'vendor.takes_rebook',
  refund: 'vendor.takes_refund',
  voucher: 'vendor.takes_voucher',
} as const;

/** The vendor hears which of its options was taken, while it may still be. */
function choose(state: State, pending: OfChange, option: ChangeOption, ctx: StepContext): Reaction {
  const { id, kind } = option;
  const heard = meant(state.trip, pending);
  if (heard?.news.type !== 'change') return back(withoutQuestion(state.trip), ctx, []);
  const { requestId, vendorId, news } = heard;
  const seller = knownAs(state.trip, heard);
  const until = decidedBy(option, news.decideBy);
  if (until !== undefined && until <= ctx.now)
    return tooLate(state.trip, pending, { news, late: say('vendor.too_late', { seller, until: { instant: until } }) }, ctx);
  const notice = changeAnswered(news.id, id);
  const effect: Effect = { type: 'notice', key: `change:${requestId}:${letterMark(heard)}`, requestId, vendorId, notice };
  const trip = option.offer ? rebooked(state.trip, heard, option.offer) : state.trip;
  return answeredWith(trip, { ...heard, answer: id }, effect, say(TAKEN[kind], { seller }), ctx);
}

/** That one is over: what may still be chosen is asked for. */
function tooLate(trip: Trip, pending: OfChange, { news, late }: { readonly news: Change; readonly late: Say }, ctx: StepContext): Reaction {
  const open = stillOpen(news, ctx.now);
  return open.length > 0 ? { trip, says: [late], ask: { ...pending, options: open } } : back(withoutQuestion(trip), ctx, [late]);
}

/** What the vendor offered in its place, and was taken in time, is what is booked. */
function rebooked(trip: Trip, { vendorId, requestId }: HeardNews, replacement: Replacement): Trip {
  const bookings = trip.bookings.map((booking): Booking => {
    const { offer, status } = booking;
    if (status !== 'confirmed' || offer.vendorId !== vendorId || offer.requestId !== requestId) return booking;
    const next = insteadOf(offer, replacement);
    return { ...booking, offer: next, terms: next.cancellation, confirmedTotal: next.total };
  });
  return { ...trip, bookings };
}

function lastMoment({ options, decideBy }: Change): Instant | undefined {
  const moments = options.map((option) => decidedBy(option, decideBy));
  return moments.includes(undefined)
    ? undefined
    : moments
        .flatMap((at) => at ?? [])
        .toSorted()
        .at(-1);
}

/** Nothing is answered: until when it may be is said, where the vendor said so. */
export function leave({ trip }: State, pending: OfVendor, ctx: StepContext): Reaction {
  const heard = meant(trip, pending);
  const until = heard?.news.type === 'change' ? lastMoment(heard.news) : undefined;
  const says = [until === undefined ? say('vendor.left') : say('vendor.left_until', { until: { instant: until } })];
  return back(withoutQuestion(trip), ctx, says);
}

/** What goes back to vendors, on record with what it answers. */
export function answeredWith(trip: Trip, heard: HeardNews, effect: Effect, what: ReturnType<typeof say>, ctx: StepContext): Reaction {
  const next = withEffects(replaced(withoutQuestion(trip), heard), [effect]);
  return { ...back(next, ctx, [what]), effects: [effect] };
}

function withoutQuestion(trip: Trip): Trip {
  const { pending: _answered, ...talk } = trip.talk;
  return { ...trip, talk };
}

export function replaced(trip: Trip, heard: HeardNews): Trip {
  return {
    ...trip,
    fromVendors: (trip.fromVendors ?? []).map((each) => (each.id === heard.id && each.vendorId === heard.vendorId ? heard : each)),
  };
}
