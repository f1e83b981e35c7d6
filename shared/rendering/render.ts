import { isOpen } from '../booking/vote.ts';
import { heldUntil } from '../dialogue/bookings.ts';
import { isAtForm } from '../dialogue/form.ts';
import type { Answer, Say } from '../dialogue/say.ts';
import type { Conversation } from '../dialogue/state.ts';
import { townsToChoose } from '../dialogue/towns.ts';
import type { Offer } from '../market/offer.ts';
import type { Instant } from '../time.ts';
import type { Trip } from '../trip-record.ts';
import type { Reply } from '../turn.ts';
import { displayOf } from './display.ts';
import { phrase, sentencesOf, type Voice } from './speech.ts';
import { tripView } from './trip-view.ts';

export interface RenderView extends Voice {
  readonly trip: Trip;
  readonly offers: readonly Offer[];
  readonly conversation: Conversation;
  readonly baseUrl: string;
}

/** What is said, and what a screen shows beside it. The same answer and state give the same reply, whenever it is asked for. */
export function render(answer: Answer, view: RenderView): Reply {
  const { trip, offers } = view;
  const progress = sentencesOf(answer.progress, view);
  const sentences = [...progress, ...sentencesOf(answer.says, view)];
  const display = displayOf(trip, offers, view);
  const reprompt = answer.expectsReply && answer.reprompt ? sentencesOf([answer.reprompt], view).join(' ') : '';
  const waiting = waitingUntil(trip, view.now);
  return {
    turnId: answer.turnId,
    locale: view.locale,
    sentences,
    speech: sentences.join(' '),
    ...(progress.length > 0 ? { progress: progress.join(' ') } : {}),
    author: answer.author,
    ...(reprompt ? { reprompt } : {}),
    expectsReply: answer.expectsReply,
    ...(display ? { display } : {}),
    suggestions: answer.expectsReply ? suggestionsFor(trip, offers, view) : [],
    phase: trip.phase,
    ...(answer.asked ? { asked: answer.asked } : {}),
    ...(waiting ? { waitingUntil: waiting } : {}),
    ...unkeptOf(answer),
    trip: tripView(trip, offers, view, view.baseUrl),
  };
}

/** A card number, a date of birth and who wants to be forgotten leave no trace on the screen's side either. */
function unkeptOf({ says }: Answer): Pick<Reply, 'unkept'> {
  if (says.some(({ key }) => key === 'forget.done')) return { unkept: 'all' };
  return says.some(({ key }) => key === 'card.never' || key === 'birth.never') ? { unkept: 'heard' } : {};
}

/** Until when something may still take the talk on by itself: the private form, a vote, late offers. */
function waitingUntil(trip: Trip, now: Instant): Instant | undefined {
  const { phase, requests, vote } = trip;
  if (isAtForm(trip)) return heldUntil(trip);
  if (isOpen(vote) && !vote.told) return vote.closesAt;
  if (phase !== 'waiting' && phase !== 'choosing') return undefined;
  const open = requests.filter(({ state, closesAt }) => state === 'open' && closesAt > now);
  return open
    .map(({ closesAt }) => closesAt)
    .toSorted()
    .at(-1);
}

/** Ready answers to the open question; the names on the list come first. */
function suggestionsFor(trip: Trip, offers: readonly Offer[], voice: Voice): readonly string[] {
  const pending = trip.talk.pending?.type ?? 'other';
  const names = pending === 'choose' ? (displayOf(trip, offers, voice)?.items ?? []).map((item) => item.say ?? '').filter(Boolean) : [];
  if (pending === 'vendor_change') return changeAnswers(trip, voice);
  const towns = pending === 'place' ? townsToChoose(trip.brief) : [];
  if (towns.length > 0)
    return [...towns.map((place) => phrase({ key: 'suggest.town', params: { place: { place } } }, voice)), ...left(voice)];
  const kind = pending === 'dates' && trip.brief.start ? 'return' : pending;
  const own: Say = { key: `suggest.${YES_NO.has(kind) ? 'yes_no' : kind}` };
  const ready = phrase(own, voice).split('|').filter(Boolean);
  return [...names, ...(names.length > 0 ? ready.slice(1) : ready)].slice(0, 5);
}

/** What leaves the choice to us. */
function left(voice: Voice): readonly string[] {
  return phrase({ key: 'suggest.place' }, voice).split('|').slice(-1);
}

/** What may be answered to a vendor's change, in its order; a yes and a no where it is one thing. */
function changeAnswers({ talk: { pending } }: Trip, voice: Voice): readonly string[] {
  const options = pending?.type === 'vendor_change' ? pending.options : [];
  if (options.length < 2) return phrase({ key: 'suggest.yes_no' }, voice).split('|');
  return options.map(({ kind }) => phrase({ key: `suggest.option_${kind}` }, voice));
}

const YES_NO: ReadonlySet<string> = new Set([
  'cancel',
  'substitute',
  'keep_rest',
  'without',
  'restart',
  'forget',
  'person',
  'resume',
  'go_on',
  'reread',
  'vote',
]);
