import type { Booking } from '../booking/booking.ts';
import { bookingOf, letterMark } from '../booking/documents/letter.ts';
import { takesOffers } from '../market/states.ts';
import type { HeardNews } from '../market/vendor-news.ts';
import { civilAt, dateOf, type Instant, timeOf } from '../time.ts';
import type { Effect } from '../trip-record.ts';
import { proposeInstead } from './lost-booking.ts';
import { back } from './meta.ts';
import { type Reaction, say } from './reaction.ts';
import { momentIn, refundSay, zoneOf } from './readback-lines.ts';
import type { Say } from './say.ts';
import type { State, StepContext } from './state.ts';
import type { Pending } from './talk.ts';
import {
  answeredWith,
  changeFacts,
  changeQuestion,
  knownAs,
  leave,
  meant,
  noToChange,
  type OfVendor,
  replaced,
  yesToChange,
} from './vendor-change.ts';

/** What vendors said by themselves since the traveller last listened: one thing at a time, what matters most first. Undefined when nothing is new. */
export function fromVendors(state: State, ctx: StepContext): Reaction | undefined {
  const { trip } = state;
  const fresh = (trip.fromVendors ?? []).filter((each) => !each.told && isStillOpen(state, each, ctx));
  const [first] = fresh.toSorted((a, b) => ORDER[a.news.type] - ORDER[b.news.type] || (a.at < b.at ? -1 : 1));
  return first && telling(state, first, ctx);
}

/** A change that was told and left, and may still be answered: "alors, on en est où ?" comes back to it. */
export function leftOpen(state: State, ctx: StepContext): Reaction | undefined {
  const left = state.trip.fromVendors?.find((each) => each.told && changeQuestion(each, ctx) !== undefined);
  return left && telling(state, left, ctx);
}

function telling(state: State, heard: HeardNews, ctx: StepContext): Reaction {
  const { trip } = state;
  const next = replaced(trip, { ...heard, told: true });
  const ask = questionOf(heard, ctx);
  const known = { ...heard, seller: knownAs(trip, heard) };
  const booked = bookingOf(trip, heard);
  const says = [...newsSays(known, booked, ctx), ...changeFacts(known, trip, ctx)];
  const instead = heard.news.type === 'cancelled' ? proposeInstead({ ...state, trip: next }, heard, ctx, says) : undefined;
  if (instead) return instead;
  return ask ? { trip: next, says, ask } : back(next, ctx, says);
}

const ORDER = { cancelled: 0, change: 1, question: 2, update: 3, message: 3 } as const;

/** A question is worth an answer only while offers still count. */
function isStillOpen({ trip }: State, { news, requestId }: HeardNews, { now }: StepContext): boolean {
  if (news.type !== 'question') return true;
  const request = trip.requests.find(({ id }) => id === requestId);
  return request !== undefined && takesOffers(request, now);
}

/** What it keeps and what comes back; vendors who only show how it goes had charged nothing. */
function lossSays(
  seller: string,
  { fee, refund, refundBy }: Extract<HeardNews['news'], { type: 'cancelled' }>,
  booked: Booking | undefined,
): readonly Say[] {
  if (booked?.offer.demo) return fee.minor + refund.minor > 0 ? [say('cancel.demo_done')] : [];
  const isUnpaid = booked?.paid?.minor === 0 && fee.minor + refund.minor === 0;
  return [
    ...(fee.minor > 0 ? [say('vendor.keeps', { seller, fee })] : []),
    ...(refund.minor > 0 ? [refundSay(refund, refundBy)] : []),
    ...(isUnpaid ? [say('lost.unpaid')] : []),
  ];
}

function newsSays({ seller, news }: HeardNews, booked: Booking | undefined, ctx: StepContext): readonly Say[] {
  switch (news.type) {
    case 'cancelled':
      return [say('vendor.over', { seller }), ...lossSays(seller, news, booked)];
    case 'change':
      return [say(`vendor.${news.severity}`, { seller, cause: news.cause })];
    case 'question':
      return [
        say(news.language === undefined || ctx.locale.startsWith(news.language) ? 'vendor.asks' : 'vendor.asks_foreign', {
          seller,
          text: news.text,
        }),
      ];
    case 'message':
      return [messageSay(seller, news), ...answerSays(news)];
    case 'update':
      return updateSays(seller, news, booked, ctx.now);
  }
}

/** Where it may be answered: the page is named unless it just was. */
function answerSays({ replyTo, aloud }: Extract<HeardNews['news'], { type: 'message' }>): readonly Say[] {
  return replyTo === undefined ? [] : [say(aloud?.whole ? 'vendor.answer_on_page' : 'vendor.answer_there')];
}

/** What happens now, and when whoever was sent is there. */
function updateSays(
  seller: string,
  { kind, minutes, note, eta }: Extract<HeardNews['news'], { type: 'update' }>,
  booked: Booking | undefined,
  now: Instant,
): readonly Say[] {
  const there = eta !== undefined && booked ? [etaSay(eta, zoneOf(booked.offer.item), now)] : [];
  if (kind === 'delayed' && minutes !== undefined) return [say('vendor.delayed', { seller, minutes: { minutes } }), ...there];
  return [note ? say('vendor.says', { seller, text: note }) : say(`vendor.${kind}`, { seller }), ...there];
}

/** The hour of the place; the day too where it is another. */
function etaSay(eta: Instant, zone: string, now: Instant): Say {
  const at = civilAt(eta, zone);
  const isToday = dateOf(at) === dateOf(civilAt(now, zone));
  return isToday ? say('vendor.eta_today', { time: { time: timeOf(at) } }) : say('vendor.eta', { at: momentIn(eta, zone) });
}

/** Short letters are read out, long ones told by their subject. */
function messageSay(seller: string, { aloud }: Extract<HeardNews['news'], { type: 'message' }>): Say {
  if (!aloud) return say('vendor.wrote_long', { seller });
  return say(aloud.whole ? 'vendor.wrote' : 'vendor.wrote_about', { seller, text: aloud.text });
}

function questionOf(heard: HeardNews, ctx: StepContext): Pending | undefined {
  const { id, vendorId, news } = heard;
  return news.type === 'question' ? { type: 'vendor_question', newsId: id, vendorId, choices: news.choices } : changeQuestion(heard, ctx);
}

export function isOfVendor(pending: Pending): pending is OfVendor {
  return pending.type === 'vendor_question' || pending.type === 'vendor_change';
}

/** A yes to one of several choices says nothing: it is asked again. */
export function yesToVendor(state: State, pending: OfVendor, ctx: StepContext): Reaction {
  if (pending.type === 'vendor_change') return yesToChange(state, pending, ctx);
  return pending.choices.length > 1 ? back(state.trip, ctx, []) : answerVendor(state, pending, 'yes', ctx);
}

export function noToVendor(state: State, pending: OfVendor, ctx: StepContext): Reaction {
  if (pending.type === 'vendor_change') return noToChange(state, pending, ctx);
  return pending.choices.length < 2 ? answerVendor(state, pending, 'no', ctx) : leave(state, pending, ctx);
}

/** The traveller's answer to a vendor's question goes to every vendor that was asked. */
export function answerVendor(state: State, pending: OfVendor, text: string, ctx: StepContext): Reaction {
  const heard = meant(state.trip, pending);
  if (heard?.news.type !== 'question') return back(state.trip, ctx, []);
  const { requestId, vendorId, news } = heard;
  const notice = { name: 'question.answered', questionId: news.id, askedBy: vendorId, question: news.text, text } as const;
  const effect: Effect = { type: 'notice', key: `answer:${requestId}:${letterMark(heard)}`, requestId, notice };
  return answeredWith(state.trip, { ...heard, answer: text }, effect, say('vendor.answered'), ctx);
}
