import type { Item, Offer } from '../market/offer.ts';
import { holds } from '../market/score.ts';
import { daysBetween } from '../time.ts';
import type { Brief } from '../trip/brief.ts';
import { AXES, type Axis, RATING } from './contrast-axes.ts';
import { type ProposalFacts, whenOf } from './offer-facts.ts';
import { say } from './reaction.ts';
import { sellerOf } from './readback-lines.ts';
import type { Say } from './say.ts';
import { WORDED } from './unmet.ts';

/** A stored fact in which one proposal is better than another, in words for either side of it. */
export interface Point {
  readonly axis: string;
  /** Of the better one: "au pied des pistes". */
  readonly gain: Say;
  /** Of the other one: "à douze minutes à pied des pistes". */
  readonly loss: Say;
}

/** What `better` has over `other` beside the price, what matters most first: only what can be said, and only differences worth hearing. Who is better rated is said where nothing else is. */
export function pointsOf(better: ProposalFacts, other: ProposalFacts, brief: Brief): readonly Point[] {
  const points = [
    ...wishPoints(better, other, brief),
    ...termPoints(better, other),
    ...axisPoints(AXES, better, other, brief),
    ...payPoints(better, other),
  ];
  return points.length > 0 ? points : axisPoints([RATING], better, other, brief);
}

/** What makes this one worth hearing beside those told before: cheaper than each, another kind of house than each of the cheaper ones, or better than each of those in one and the same thing, which is then said. */
export function meritOf(facts: ProposalFacts, told: readonly ProposalFacts[], brief: Brief): 'cheaper' | 'kind' | Say | undefined {
  const cheaper = told.filter((other) => costOf(facts) > costOf(other) * (1 - WORTH_HEARING));
  if (cheaper.length === 0) return 'cheaper';
  const [first = [], ...rest] = cheaper.map((other) => pointsOf(facts, other, brief).filter(({ axis }) => !NO_MERIT.has(axis)));
  const shared = first.find(({ axis }) => rest.every((points) => points.some((point) => point.axis === axis)));
  if (shared) return shared.gain;
  return facts.lodging && cheaper.every(({ lodging }) => lodging?.kind !== facts.lodging?.kind) ? 'kind' : undefined;
}

/** What tells two trips apart that are told anyway, and is no reason to tell one more: the freest has its own place in the list. */
const NO_MERIT: ReadonlySet<string> = new Set(['terms', 'pay', 'rating', 'automatic', 'winter', 'wheels', 'boots']);

/** A table costs the meal. */
function costOf({ proposal: { total }, restaurant }: ProposalFacts): number {
  return total.minor === 0 && restaurant ? restaurant.aboutPerPerson.minor : total.minor;
}

/** A difference in money below this share of the price is not worth hearing. */
export const WORTH_HEARING = 0.01;

type Pair = readonly [better: Offer, other: Offer];

/** The lines that fill the same need of both, each with another offer. */
function changedPairs(better: ProposalFacts, other: ProposalFacts): readonly Pair[] {
  return better.offers.flatMap((offer): readonly Pair[] => {
    const counterpart = other.offers.find(({ needId }) => needId === offer.needId);
    return counterpart && counterpart.id !== offer.id ? [[offer, counterpart]] : [];
  });
}

function wishPoints(better: ProposalFacts, other: ProposalFacts, { needs }: Brief): readonly Point[] {
  return changedPairs(better, other).flatMap(([offer, counterpart]) => {
    const wishes = needs.find(({ id }) => id === offer.needId)?.requirements.filter(({ attr }) => WORDED.has(attr)) ?? [];
    const granted = wishes.filter((wish) => wish.value === true && holds(offer, wish) && !holds(counterpart, wish));
    return granted.map(({ attr }): Point => ({ axis: attr, gain: say(`with.${attr}`), loss: say(`without.${attr}`) }));
  });
}

/** Days by which free leaving must last longer to be worth hearing. */
const FREE_DAYS = 3;

/** Whose money comes back, and until when. */
function termPoints(better: ProposalFacts, other: ProposalFacts): readonly Point[] {
  const isLost = ({ cancellation, total }: Offer) => total.minor > 0 && cancellation.refundability === 'non_refundable';
  const lost = changedPairs(better, other).filter(([mine, theirs]) => isLost(theirs) && !isLost(mine));
  const { freeUntil: until } = better;
  const longer =
    until !== undefined && (other.freeUntil === undefined || daysBetween(other.freeUntil.slice(0, 10), until.slice(0, 10)) >= FREE_DAYS);
  if (lost.length === 0 && !longer) return [];
  const needs = { needs: { list: lost.map(([{ category }]) => say(`the.${category}`)) } };
  const gain = longer ? say('gain.free_until', { until: { instant: until } }) : say('gain.refund', needs);
  if (lost.length > 0) return [{ axis: 'terms', gain, loss: say('loss.refund', needs) }];
  const loss = other.freeUntil ? say('loss.free_until', { until: { instant: other.freeUntil } }) : say('loss.free');
  return [{ axis: 'terms', gain, loss }];
}

function axisPoints(axes: readonly Axis[], better: ProposalFacts, other: ProposalFacts, brief: Brief): readonly Point[] {
  return axes.flatMap(({ name, of, step, gain, loss }): readonly Point[] => {
    const [own, against] = [of(better, brief), of(other, brief)];
    if (own === undefined || against === undefined || own - against < step) return [];
    return [{ axis: name, gain: gain(own, against, better), loss: loss(against, own, other) }];
  });
}

/** Share of the price that must be due later to be worth hearing. */
const PAY_SHARE = 0.2;

function payPoints(better: ProposalFacts, other: ProposalFacts): readonly Point[] {
  const due = ({ offers }: ProposalFacts) => offers.reduce((sum, { dueNow }) => sum + dueNow.minor, 0);
  const isWorthIt = due(other) - due(better) >= PAY_SHARE * other.proposal.total.minor;
  return isWorthIt ? [{ axis: 'pay', gain: say('gain.pay'), loss: say('loss.pay') }] : [];
}

/** What is another one, where both sleep in the same house: "un Panda et les skis chez Le Fart Bleu". */
export function changesOf(to: ProposalFacts, from: ProposalFacts): readonly Say[] {
  return changedPairs(to, from).map(([offer, before]) => changeOf(offer, before));
}

function changeOf(offer: Offer, before: Offer): Say {
  const { item } = offer;
  const seller = { seller: sellerOf(offer) };
  switch (item.category) {
    case 'car':
      if (before.item.category === 'car' && before.item.shortModel === item.shortModel) return say('change.car', seller);
      return say(item.drivenWheels === 'four' ? 'what.car_four' : 'what.car_two', { model: item.shortModel });
    case 'flight':
    case 'train':
      if (isAtOnce(item, before.item)) return say(`change.${item.category}`, seller);
      return say(`change.${item.category}_at${item.inbound ? '_return' : ''}`, whenOf(item));
    case 'lodging':
    case 'restaurant':
      return say('change.house', seller);
    case 'ski_hire':
    case 'ski_pass':
    case 'transfer':
      return say(`change.${item.category}`, seller);
  }
}

type Journey = NonNullable<ProposalFacts['carrier']>;

function isAtOnce(a: Journey, b: Item): boolean {
  return (
    (b.category === 'flight' || b.category === 'train') &&
    a.outbound.departs === b.outbound.departs &&
    a.inbound?.departs === b.inbound?.departs
  );
}
