import { voteState } from '../booking/documents/trip-page-model.ts';
import { priceOf, valueFor } from '../dialogue/apart.ts';
import { activeBookings } from '../dialogue/bookings.ts';
import { factsOf, titleOf } from '../dialogue/offer-facts.ts';
import { cancelOf, lineOf, payOf, sellerOf } from '../dialogue/readback-lines.ts';
import type { Say } from '../dialogue/say.ts';
import { placesSay } from '../dialogue/stages.ts';
import { whatOf } from '../dialogue/what.ts';
import type { Offer } from '../market/offer.ts';
import { journeyFirst } from '../trip/categories.ts';
import type { Trip, Watch } from '../trip-record.ts';
import type { Display, DisplayItem } from '../turn.ts';
import { phrase, type Voice, write } from './speech.ts';

/** What a screen shows: the list to choose from, the lines being read back, what is booked, or the brief. */
export function displayOf(trip: Trip, offers: readonly Offer[], voice: Voice): Display | undefined {
  const booked = activeBookings(trip);
  if ((trip.phase === 'confirming' || trip.phase === 'booking' || trip.phase === 'settled') && booked.length > 0) return lines(trip, voice);
  if (trip.listed.length > 0) return proposals(trip, offers, voice);
  return brief(trip, voice);
}

const text = (say: Say, voice: Voice) => capital(phrase(say, voice), voice);

function capital(words: string, voice: Voice): string {
  return words.charAt(0).toLocaleUpperCase(voice.locale) + words.slice(1);
}

/** One sum, or where sellers sell apart a price for each need. */
function priceIn(together: readonly Offer[], voice: Voice): string {
  return write(valueFor(priceOf(together), voice.apart === true), '', voice);
}

function proposals(trip: Trip, offers: readonly Offer[], voice: Voice): Display {
  const all = trip.listed.map((each) => factsOf(each, offers));
  const items = all.map((facts, i): DisplayItem => {
    const title = write(titleOf(facts, all), '', voice);
    const demo = facts.offers.some((offer) => offer.demo) ? ` · ${phrase({ key: 'screen.demo' }, voice)}` : '';
    const price = facts.proposal.total.minor > 0 ? `${priceIn(facts.offers, voice)}${demo} · ` : '';
    return {
      label: title,
      detail: `${price}${phrase(whatOf(facts, trip.brief), voice)}`,
      say: phrase({ key: `screen.pick_${i + 1}` }, voice),
    };
  });
  const vote = voteState(trip);
  const title = vote ? phrase({ key: 'screen.vote', params: { count: vote.count, voters: vote.voters } }, voice) : undefined;
  return { title: title ?? phrase({ key: 'screen.proposals' }, voice), items };
}

function lines(trip: Trip, voice: Voice): Display {
  const key = trip.phase === 'settled' ? 'screen.booked' : 'screen.readback';
  const items = journeyFirst(activeBookings(trip), ({ offer }) => offer.category).map(
    ({ offer, reference, status, confirmedTotal }): DisplayItem => {
      const demo = offer.demo ? ` · ${phrase({ key: 'screen.demo' }, voice)}` : '';
      const state = status === 'confirmed' && reference ? ` · ${reference}` : '';
      // What was really confirmed, should it be another price than the offer's.
      const isOther = confirmedTotal !== undefined && confirmedTotal.minor !== offer.total.minor;
      const pay = isOther ? write(confirmedTotal, 'exact', voice) : text(payOf(offer), voice);
      const money = `${pay}${demo}. ${text(cancelOf(offer), voice)}.`;
      return { label: `${sellerOf(offer)}${state}`, detail: `${text(lineOf(offer, trip), voice)}. ${money}` };
    },
  );
  return { title: phrase({ key }, voice), items };
}

function brief(trip: Trip, voice: Voice): Display | undefined {
  const items = briefRows(trip, voice);
  return items.length > 0 ? { title: phrase({ key: 'screen.brief' }, voice), items } : undefined;
}

function watchSay({ below, until, state, found }: Watch, { apart }: Voice): Say {
  // Of several sellers there is no sum to show; what was found is told.
  const isSum = apart === true && (found?.lines.length ?? 0) > 1;
  if (state === 'armed' || !found || isSum) return { key: 'screen.watch_detail', params: { below, until: { date: until } } };
  return { key: 'screen.watch_met', params: { below, total: found.total } };
}

function laterSaid(later: Trip['brief']['later'], voice: Voice): string | undefined {
  return later?.length ? write({ list: later.map(placesSay) }, '', voice) : undefined;
}

/** The brief in words, a row a fact; a watched price is one. */
export function briefRows(trip: Trip, voice: Voice): readonly DisplayItem[] {
  const { where, later, start, end, party, origin, needs, budget, notes = [], spots = [] } = trip.brief;
  const { watch } = trip;
  const noted: readonly Say[] = [
    ...notes.map((note) => ({ key: `note.${note}` })),
    ...spots.map(({ words }) => ({ key: 'quoted', params: { words } })),
  ];
  const row = (key: string, detail: string | undefined): readonly DisplayItem[] =>
    detail ? [{ label: phrase({ key: `screen.${key}` }, voice), detail }] : [];
  const days =
    start && end && end !== start ? write({ range: { start, end } }, '', voice) : start ? write({ date: start }, 'full', voice) : undefined;
  return [
    ...row('where', where?.length ? write({ list: where.map((place) => ({ place })), join: 'or' }, '', voice) : undefined),
    ...row('then', laterSaid(later, voice)),
    ...row('when', days),
    ...row('who', party ? String(party.adults + party.children) : undefined),
    ...row('from', origin?.length ? write({ list: origin.map((place) => ({ place })) }, '', voice) : undefined),
    ...row('needs', needs.length > 0 ? write({ list: needs.map((need): Say => ({ key: `the.${need.category}` })) }, '', voice) : undefined),
    ...row('budget', budget ? write(budget.max, '', voice) : undefined),
    ...row('notes', noted.length > 0 ? write({ list: noted }, '', voice) : undefined),
    ...row('watch', watch && watch.state !== 'over' ? phrase(watchSay(watch, voice), voice) : undefined),
  ];
}
