import { sha256 } from '../market/canonical.ts';
import { takesOffers } from '../market/states.ts';
import type { HeardNews, VendorNews } from '../market/vendor-news.ts';
import type { Effect, Trip } from '../trip-record.ts';
import { back } from './meta.ts';
import { type Reaction, say, withEffects } from './reaction.ts';
import type { Say } from './say.ts';
import type { State, StepContext } from './state.ts';
import type { Pending } from './talk.ts';

/** What vendors said by themselves since the traveller last listened: one thing at a time, what matters most first. Undefined when nothing is new. */
export function fromVendors({ trip }: State, ctx: StepContext): Reaction | undefined {
  const fresh = (trip.fromVendors ?? []).filter((each) => !each.told && isStillOpen(trip, each, ctx));
  const [first] = fresh.toSorted((a, b) => ORDER[a.news.type] - ORDER[b.news.type] || (a.at < b.at ? -1 : 1));
  if (!first) return undefined;
  const next = replaced(trip, { ...first, told: true });
  const ask = questionOf(first);
  const says = [newsSay(first)];
  if (!ask) return back(next, ctx, says);
  return { trip: next, says, ask, ...(first.news.type === 'question' ? { prompt: choicePrompt(first.news) } : {}) };
}

const ORDER = { change: 0, question: 1, update: 2 } as const;

/** A question is worth an answer only while offers still count. */
function isStillOpen(trip: Trip, { news, requestId }: HeardNews, { now }: StepContext): boolean {
  if (news.type !== 'question') return true;
  const request = trip.requests.find(({ id }) => id === requestId);
  return request !== undefined && takesOffers(request, now);
}

function newsSay({ seller, news }: HeardNews): Say {
  switch (news.type) {
    case 'change':
      return say(`vendor.${news.severity}`, { seller, cause: news.cause });
    case 'question':
      return say('vendor.asks', { seller, text: news.text });
    case 'update':
      if (news.kind === 'delayed' && news.minutes !== undefined)
        return say('vendor.delayed', { seller, minutes: { minutes: news.minutes } });
      return news.note ? say('vendor.says', { seller, text: news.note }) : say(`vendor.${news.kind}`, { seller });
  }
}

function questionOf({ id, vendorId, news }: HeardNews): Pending | undefined {
  if (news.type === 'question') return { type: 'vendor_question', newsId: id, vendorId, choices: news.choices };
  const asks = news.type === 'change' && news.options.some(({ kind }) => kind === 'accept');
  return asks ? { type: 'vendor_change', newsId: id, vendorId } : undefined;
}

function choicePrompt({ choices }: Extract<VendorNews, { type: 'question' }>): Say {
  return choices.length > 1 ? say('ask.vendor_choice', { choices: { list: choices, join: 'or' } }) : say('ask.vendor_question');
}

type OfVendor = Extract<Pending, { readonly type: 'vendor_question' | 'vendor_change' }>;

export function isOfVendor(pending: Pending): pending is OfVendor {
  return pending.type === 'vendor_question' || pending.type === 'vendor_change';
}

/** A yes to one of several choices says nothing: it is asked again. */
export function yesToVendor(state: State, pending: OfVendor, ctx: StepContext): Reaction {
  if (pending.type === 'vendor_change') return acceptChange(state, pending, ctx);
  return pending.choices.length > 1 ? back(state.trip, ctx, []) : answerVendor(state, pending, 'yes', ctx);
}

export function noToVendor(state: State, pending: OfVendor, ctx: StepContext): Reaction {
  const isPlain = pending.type === 'vendor_question' && pending.choices.length < 2;
  return isPlain ? answerVendor(state, pending, 'no', ctx) : leaveVendor(state, pending, ctx);
}

function meant(trip: Trip, { newsId, vendorId }: OfVendor): HeardNews | undefined {
  return trip.fromVendors?.find((each) => each.id === newsId && each.vendorId === vendorId);
}

/** Every id in a message is its vendor's own: only together with the vendor it names one thing. */
function markOf({ vendorId, id }: HeardNews): string {
  return sha256(`${vendorId}\n${id}`).slice(0, 32);
}

/** The traveller's answer to a vendor's question goes to every vendor that was asked. */
export function answerVendor(state: State, pending: OfVendor, text: string, ctx: StepContext): Reaction {
  const heard = meant(state.trip, pending);
  if (heard?.news.type !== 'question') return back(state.trip, ctx, []);
  const { requestId, vendorId, news } = heard;
  const notice = { name: 'question.answered', questionId: news.id, askedBy: vendorId, question: news.text, text } as const;
  const effect: Effect = { type: 'notice', key: `answer:${requestId}:${markOf(heard)}`, requestId, notice };
  return told(state, { ...heard, answer: text }, effect, ctx, say('vendor.answered'));
}

/** A change that the vendor asks about is agreed to. */
function acceptChange(state: State, pending: OfVendor, ctx: StepContext): Reaction {
  const heard = meant(state.trip, pending);
  const option = heard?.news.type === 'change' ? heard.news.options.find(({ kind }) => kind === 'accept') : undefined;
  if (heard?.news.type !== 'change' || !option) return back(state.trip, ctx, []);
  const { requestId, vendorId, news } = heard;
  const notice = { name: 'change.answered', changeId: news.id, optionId: option.id } as const;
  const effect: Effect = { type: 'notice', key: `change:${requestId}:${markOf(heard)}`, requestId, vendorId, notice };
  return told(state, { ...heard, answer: option.id }, effect, ctx, say('vendor.accepted', { seller: heard.seller }));
}

/** Nothing is answered: until when it may be is said, where the vendor said so. */
function leaveVendor(state: State, pending: OfVendor, ctx: StepContext): Reaction {
  const heard = meant(state.trip, pending);
  const until = heard?.news.type === 'change' ? heard.news.decideBy : undefined;
  const { pending: _left, ...talk } = state.trip.talk;
  const says = [until === undefined ? say('vendor.left') : say('vendor.left_until', { until: { instant: until } })];
  return back({ ...state.trip, talk }, ctx, says);
}

function told(state: State, heard: HeardNews, effect: Effect, ctx: StepContext, what: Say): Reaction {
  const { pending: _answered, ...talk } = state.trip.talk;
  const trip = withEffects(replaced({ ...state.trip, talk }, heard), [effect]);
  return { ...back(trip, ctx, [what]), effects: [effect] };
}

function replaced(trip: Trip, heard: HeardNews): Trip {
  return {
    ...trip,
    fromVendors: (trip.fromVendors ?? []).map((each) => (each.id === heard.id && each.vendorId === heard.vendorId ? heard : each)),
  };
}
