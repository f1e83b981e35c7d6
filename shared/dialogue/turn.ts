import { isUnderWay } from '../booking/saga.ts';
import type { Trip } from '../trip-record.ts';
import type { Act, Heard } from './act.ts';
import { cancel, feeAgain } from './after-sale.ts';
import { answer } from './answering.ts';
import { atHour } from './at-hour.ts';
import { atPrice } from './at-price.ts';
import { paused, restored, whoAreYou } from './besides.ts';
import { askBetter } from './bettering.ts';
import { expireHolds } from './bookings.ts';
import { byForm } from './by-form.ts';
import { cancelling } from './cancelling.ts';
import { brings, dontCare } from './carefree.ts';
import { changed } from './changing.ts';
import { cheaper, choose, divided, more, picked } from './choosing.ts';
import { commit } from './confirming.ts';
import { either, withoutAreas } from './either.ts';
import { atForm, backAtForm, isAwaited } from './form.ts';
import { afterTold } from './holding.ts';
import { joined } from './joining.ts';
import { laterOn } from './later.ts';
import { merge } from './merge.ts';
import { pass } from './messaging.ts';
import { askRestart, back, help, keep, known, moveChannel, myTrips, newTripBeside, opened, person, spell, status, what } from './meta.ts';
import { nameBooked, withGiven } from './naming.ts';
import { onward } from './next-stage.ts';
import { onCondition } from './on-condition.ts';
import { withoutPast } from './past-days.ts';
import { onlyPicks, pickedBut } from './picked-but.ts';
import { isPractical } from './practical.ts';
import { ranOut } from './ran-out.ts';
import { inPhase, type Reaction, say } from './reaction.ts';
import { decided } from './rebooking.ts';
import { recap } from './recap.ts';
import { silent } from './repair.ts';
import { goBackTo, yes } from './replying.ts';
import { again, undo } from './rewinding.ts';
import { saysSomething } from './says-something.ts';
import { refine, shortly } from './short-turns.ts';
import { skip } from './skipping.ts';
import type { DialogueEvent, State, StepContext } from './state.ts';
import { tellBudget, tellWhy } from './telling.ts';
import { unhold } from './unholding.ts';
import { unoffered } from './unoffered.ts';
import { unread } from './unread.ts';
import { leftOpen } from './vendor-news.ts';
import { standOfVote } from './vote-result.ts';
import { keepVote, vote } from './voting.ts';
import { toldOf, unwatch, watch } from './watching.ts';
import { whoPays, why } from './why.ts';

type TurnEvent = Extract<DialogueEvent, { type: 'turn' }>;

/** One turn of the traveller, whatever the phase. */
export function turn(before: State, event: TurnEvent, ctx: StepContext): Reaction {
  const lasting = expireHolds(before.trip, ctx.now);
  // Another session may be another person, or another day: nobody buys what they did not hear.
  const state: State = { ...before, trip: withProfile(event.newSession ? unread(lasting) : lasting, before, event) };
  const { input } = event;
  switch (input.type) {
    case 'open':
      return (
        toldOf(state, ctx) ??
        standOfVote(state, ctx, [say('open.back')]) ??
        joined(state, ctx) ??
        ranOut(state, ctx, [say('open.back')]) ??
        opened(state, ctx)
      );
    case 'silence':
      return silent(state);
    case 'news':
      return (
        toldOf(state, ctx) ??
        joined(state, ctx) ?? {
          trip: state.trip,
          says: [],
          ...(state.trip.talk.pending ? { ask: state.trip.talk.pending, prompt: say('empty') } : {}),
          back: true,
        }
      );
    case 'linked':
      return linked(state, ctx);
    case 'code-wrong':
      return { trip: state.trip, says: [say('move.wrong')], ask: state.trip.talk.pending ?? { type: 'open' }, back: true };
    case 'heard':
      return hear(restored(state, input.heard), withoutPast(input.heard, ctx), ctx, event.newSession);
  }
}

/** On another device: where one was. */
function linked(state: State, ctx: StepContext): Reaction {
  const there = standOfVote(state, ctx) ?? goBackTo(state, ctx);
  return { ...there, says: [say('move.linked'), ...there.says] };
}

function withProfile(trip: Trip, state: State, event: TurnEvent): Trip {
  if (trip.leadName) return trip;
  const { familyName, givenName } = event.profile ?? {};
  if (familyName) return { ...trip, leadName: { family: familyName, ...(givenName ? { given: givenName } : {}) } };
  return state.conversation.leadName ? { ...trip, leadName: state.conversation.leadName } : trip;
}

type Handler = (state: State, heard: Heard, ctx: StepContext, newSession: boolean) => Reaction;

/** What answers in every phase without changing it, first come first served. */
const ANYWHERE: readonly (readonly [Act, Handler])[] = [
  ['card_number', (state, _heard, ctx) => back(state.trip, ctx, [say('card.never')])],
  ['birth_date', (state, _heard, ctx) => back(state.trip, ctx, [say('birth.never')])],
  ['human', (state, _heard, ctx) => person(state, ctx)],
  ['forget_me', (state) => ({ trip: state.trip, says: [], ask: { type: 'forget' } })],
  ['restart', (state, _heard, ctx) => askRestart(state, ctx)],
  ['new_trip', (state, _heard, ctx) => newTripBeside(state, ctx)],
  ['my_trips', (state, _heard, ctx) => myTrips(state, ctx)],
  ['move_channel', (state, _heard, ctx) => moveChannel(state, ctx)],
  ['help', (state, _heard, ctx) => help(state, ctx)],
  ['repeat', (state, _heard, ctx) => again(state, ctx)],
  ['what', (state, _heard, ctx) => what(state, ctx)],
  ['message', (state, heard, ctx) => pass(state, heard, ctx)],
  ['who_pays', (state) => whoPays(state)],
  ['tell_budget', (state, _heard, ctx) => tellBudget(state, ctx)],
  ['tell_why', (state, _heard, ctx) => tellWhy(state, ctx)],
  ['better', (state, _heard, ctx) => askBetter(state, ctx)],
  ['who_are_you', (state, _heard, ctx) => whoAreYou(state, ctx)],
  ['know_of_me', (state, _heard, ctx) => known(state, ctx)],
  ['recap', (state, _heard, ctx) => recap(state, ctx)],
  ['by_form', (state, _heard, ctx) => byForm(state.trip, ctx)],
  ['spell', (state, _heard, ctx) => spell(state, ctx)],
  ['wait', (state) => paused(state)],
  ['undo', (state, _heard, ctx) => undo(state, ctx)],
  ['unhold', (state, _heard, ctx) => unhold(state, ctx)],
  ['stop', (state, _heard, ctx) => keepVote(state) ?? keep(state, ctx, 'stop')],
  ['goodbye', (state, _heard, ctx) => keepVote(state) ?? keep(state, ctx, 'stop')],
];

/** Waits until the vendors have answered what is being bought. */
const DEFERRED: readonly Act[] = ['restart', 'undo', 'forget_me'];

/** While lines are being confirmed nothing moves: what is asked is answered, the rest is told to wait. */
function busy(state: State, heard: Heard, ctx: StepContext, newSession: boolean): Reaction {
  const done = joined(state, ctx);
  if (done) return done;
  // What a vendor will never answer holds nobody up.
  if (!state.trip.bookings.some(isUnderWay)) return hear({ ...state, trip: inPhase(state.trip, 'settled') }, heard, ctx, newSession);
  if (heard.acts.includes('status') || heard.acts.includes('book')) return status(state, ctx);
  if (heard.acts.includes('cancel_booking')) return cancel(state, heard);
  if (heard.acts.includes('ask')) return answer(state, heard, ctx);
  const anywhere = ANYWHERE.find(([act]) => heard.acts.includes(act) && !DEFERRED.includes(act));
  return anywhere ? anywhere[1](state, heard, ctx, false) : { trip: state.trip, says: [say('booking.busy')] };
}

function hear(state: State, heard: Heard, ctx: StepContext, newSession: boolean): Reaction {
  if (state.trip.phase === 'booking') return busy(state, heard, ctx, newSession);
  const anywhere = ANYWHERE.find(([act]) => heard.acts.includes(act));
  if (anywhere) return anywhere[1](state, heard, ctx, newSession);
  const pending = state.trip.talk.pending;
  const answered = pending || isAwaited(state.trip) ? named(state, heard, ctx) : nameBooked(state, heard);
  if (answered) return answered;
  const chosen = pending ? either(state, pending, heard, ctx) : undefined;
  return chosen ?? phased(decided(state, heard), withoutAreas(heard), ctx, newSession);
}

/** "Camille Martin", where a name was asked or is corrected. */
function named(state: State, heard: Heard, ctx: StepContext): Reaction | undefined {
  const had = state.trip.leadName;
  const { givenName } = heard.slots;
  const said = givenName && had ? { given: givenName, family: had.family } : heard.slots.name;
  const booked = nameBooked(state, heard);
  if (booked || !said) return booked;
  const name = withGiven(state.trip, said);
  // The whole name was asked for: one word of it is the first name.
  const isRest = had !== undefined && had.given === undefined && state.trip.talk.pending?.type === 'name';
  const whole = isRest && name.given === undefined ? { given: name.family, family: had.family } : name;
  const trip: Trip = { ...state.trip, leadName: whole };
  const ready = state.trip.phase === 'confirming' || isAwaited(state.trip) || state.trip.talk.pending?.type === 'name';
  if (!ready) return back(trip, ctx, [say('name.noted', { name: [name.given, name.family].filter(Boolean).join(' ') })]);
  return had && !isRest
    ? changed({ ...state, trip }, ctx, [say('name.corrected', { name: [name.given, name.family].filter(Boolean).join(' ') })])
    : afterTold({ ...state, trip }, ctx);
}

/** What answers by what it is, whatever else was said with it. */
const FIRST: readonly (readonly [Act, Handler])[] = [
  ['book', (state, heard, ctx) => onlyOne(state, ctx) ?? toExchange(state, heard, ctx) ?? commit(state, ctx)],
  ['vote', (state, _heard, ctx) => vote(state, ctx)],
  [
    'status',
    (state, _heard, ctx) =>
      toldOf(state, ctx) ??
      standOfVote(state, ctx) ??
      joined(state, ctx) ??
      leftOpen(state, ctx) ??
      backAtForm(state.trip) ??
      status(state, ctx),
  ],
  ['watch', (state, heard, ctx) => watch(state, heard, ctx)],
  ['unwatch', (state, _heard, ctx) => unwatch(state, ctx)],
  ['cancel_booking', (state, heard, ctx) => cancelling(state, heard, ctx)],
  ['skip', (state, heard, ctx) => skip(state, heard, ctx)],
  ['later', (state, _heard, ctx) => laterOn(state, ctx)],
  ['dont_care', (state, heard, ctx) => dontCare(state, heard, ctx)],
];

/** The phrase one step early, where an exchange is proposed: it is prepared, and read before anything is paid. */
function toExchange(state: State, heard: Heard, ctx: StepContext): Reaction | undefined {
  const { pending } = state.trip.talk;
  return pending?.type === 'cancel' && pending.instead ? yes(state, pending, heard, ctx, false) : undefined;
}

/** The phrase before anything is held, with one offer on the table: it is held, and read back. */
function onlyOne(state: State, ctx: StepContext): Reaction | undefined {
  const { listed, phase, talk } = state.trip;
  if (phase !== 'choosing') return undefined;
  const { pending } = talk;
  const asked = pending?.type === 'take' ? listed.find(({ id }) => id === pending.proposalId) : undefined;
  const only = asked ?? (listed.length === 1 ? listed[0] : undefined);
  return only && choose(state, only, ctx);
}

/** What needs holds or offers that still stand. */
const GOES_ON: readonly Act[] = ['vote', 'book', 'affirm', 'status', 'select', 'more_options', 'refine', 'why'];

/** Two of the list at once, or one of them with a condition. */
function ofTheTable(state: State, heard: Heard, ctx: StepContext): Reaction | undefined {
  const two = state.trip.phase === 'choosing' ? divided(state, heard, ctx) : undefined;
  return two ?? atPrice(state, heard) ?? onCondition(state, heard, ctx);
}

function phased(state: State, heard: Heard, ctx: StepContext, newSession: boolean): Reaction {
  const { acts } = heard;
  const goesOn = acts.some((act) => GOES_ON.includes(act)) && state.trip.talk.pending?.type !== 'take_watched';
  const ended = goesOn ? ranOut(state, ctx) : undefined;
  if (ended) return ended;
  const absent = unoffered(state, heard, ctx);
  if (absent) return absent;
  const first = FIRST.find(([act]) => acts.includes(act));
  if (first) return first[1](state, heard, ctx, newSession);
  const tabled = ofTheTable(state, heard, ctx) ?? atHour(state, heard, ctx);
  if (tabled) return tabled;
  if (saysSomething(heard) && !acts.includes('ask')) return told(state, heard, ctx, newSession);
  if (acts.includes('why')) return why(state, heard, ctx);
  if (!acts.includes('ask')) return aboutForm(state, heard, ctx) ?? shortly(state, heard, ctx, newSession);
  return questioned(state, heard, ctx);
}

/** "Vous attendez quoi ?" where it has come: that is told. */
function questioned(state: State, heard: Heard, ctx: StepContext): Reaction {
  const came = heard.slots.ask?.includes('waiting') ? joined(state, ctx) : feeAgain(state, heard);
  return came ?? (state.trip.talk.pending?.type === 'missing' ? lacking(state, heard, ctx) : answer(state, heard, ctx));
}

/** What was missing in all of them: the price is an instruction, the rest wants words. */
function lacking(state: State, heard: Heard, ctx: StepContext): Reaction {
  const topics = heard.slots.ask ?? [];
  if (topics.includes('dates')) return { trip: state.trip, says: [], ask: { type: 'missing' }, prompt: say('ask.dates') };
  if (topics.includes('address')) return { trip: state.trip, says: [], ask: { type: 'place' }, prompt: say('ask.place_any') };
  if (topics.some(isPractical)) return answer(state, heard, ctx);
  const price = topics.some((topic) => topic === 'price' || topic === 'total' || topic === 'cheapest');
  return price ? cheaper(state, ctx) : { trip: state.trip, says: [], ask: { type: 'open' }, prompt: say('ask.what_instead') };
}

/** "Un autre hôtel", and nothing of it that is new: more of what there is. */
function asksForMore({ trip }: State, heard: Heard): boolean {
  if (!heard.acts.includes('more_options') || trip.listed.length === 0) return false;
  const { changed: moves, ...needs } = merge(trip.brief, { ...heard, prefs: heard.prefs.filter((pref) => pref !== 'lodging:hotel') }, 0);
  return moves.size + needs.added.length + needs.dropped.length === 0;
}

/** Facts for the brief; while offers are on the table they may also pick one, or turn it down. */
function told(state: State, heard: Heard, ctx: StepContext, newSession: boolean): Reaction {
  const { trip } = state;
  // At the read-back only what is said to be picked is: a place is a change of the trip.
  const points = heard.acts.includes('select') || heard.slots.select !== undefined;
  const onTable = trip.phase === 'choosing' || (trip.phase === 'confirming' && points);
  const pick = onTable && trip.listed.length > 0 && !heard.acts.includes('request') ? picked(trip, state.offers, heard) : undefined;
  if (pick) return onlyPicks(state, pick, heard) ? choose(state, pick, ctx) : pickedBut(state, pick, heard, ctx);
  return furtherTold(state, heard, ctx, newSession);
}

/** What was said picks nothing of the list. */
function furtherTold(state: State, heard: Heard, ctx: StepContext, newSession: boolean): Reaction {
  const next = onward(state, heard, ctx);
  if (next) return next;
  const { pending } = state.trip.talk;
  if (asksForMore(state, heard)) return more(state, ctx);
  // "Trop cher, enlève les skis": without them it is cheaper.
  if ((heard.acts.includes('refine') || heard.slots.sort) && heard.needsNot.length === 0) return refine(state, heard, ctx);
  if (heard.acts.includes('affirm') && pending && !brings(heard)) return yes(state, pending, heard, ctx, newSession);
  return changed(state, ctx, [], heard);
}

/** While the form is with the traveller and nothing else was asked: a no keeps what is held; "c'est fait", and what is not understood, are about the form. */
function aboutForm(state: State, { acts }: Heard, ctx: StepContext): Reaction | undefined {
  const { pending } = state.trip.talk;
  if (!isAwaited(state.trip) || (pending && pending.type !== 'open')) return undefined;
  if (acts.includes('deny')) return keep(state, ctx, 'later');
  if (acts.some((act) => act !== 'affirm' && act !== 'oos')) return undefined;
  return joined(state, ctx) ?? atForm(state.trip);
}
