import { bestOf } from './best-round.ts';
import { canonicalJson } from './canonical.ts';
import { type Came, type Recorded, type Sealed, sealedOf } from './evidence.ts';
import type { Offer } from './offer.ts';
import type { NeedContext } from './score.ts';
import { inOrder } from './ties.ts';
import { RULES } from './to-wire.ts';
import { contextOf, isWhole } from './weighing.ts';

type Published = Extract<Recorded, { type: 'published' }>;
type SummedUp = Exclude<Recorded, { type: 'published' | 'revised' }>;

/** An entry that sums up. */
interface Summing {
  readonly seq: number;
  readonly at: string;
  readonly data: SummedUp;
}

/** What an order is checked against: the request as published, every offer by id, the secret of the draw. */
export interface Weighed {
  readonly published: Published | undefined;
  readonly offers: ReadonlyMap<string, Offer>;
  readonly draw: string;
}

/** True when the rules that the request was published under are those of this version, by which effective prices can be made again. */
export function isOfTheseRules(published: Published | undefined): boolean {
  return published?.rules === RULES.hash;
}

/** What of an entry does not follow from the offers and what they were weighed by: effective prices, the order, who was asked for better, what was told. */
export function orderProblems(entry: Summing, came: Came, weighed: Weighed): readonly string[] {
  const { published } = weighed;
  const { seq, at, data } = entry;
  const named = came.offers.flatMap(({ offer }) => weighed.offers.get(offer) ?? []);
  const told = spokenProblems(entry, came, weighed);
  if (!published || !isOfTheseRules(published)) return [...drawnOrder(seq, came.offers, weighed.draw), ...told];
  const { by } = data;
  if (!by) return came.offers.some(({ lot }) => lot) ? [`entry ${seq}: what its order was weighed by is missing`] : told;
  if (!isWhole(by, published.request)) return [`entry ${seq}: not what offers are weighed by`];
  const context = contextOf(by, published.request, at);
  const again = sealedOf(published.request.id, named, { context, now: at, secret: weighed.draw });
  return [...lotProblems(seq, came.offers, again), ...bestProblems(entry, named, context, weighed.draw), ...told];
}

function lotProblems(seq: number, offers: readonly Sealed[], again: readonly Sealed[]): readonly string[] {
  const lots = new Map(again.map(({ offer, lot }) => [offer, canonicalJson(lot ?? null)]));
  const wrong = offers.filter(({ offer, lot }) => canonicalJson(lot ?? null) !== lots.get(offer));
  if (wrong.length > 0) return wrong.map(({ offer }) => `entry ${seq}: ${offer} does not weigh what is put down`);
  const ranked = (list: readonly Sealed[]) => list.flatMap(({ offer, lot }) => (lot ? [offer] : []));
  const isSame = ranked(offers).join() === ranked(again).join() && offers.every(({ lot }, i) => lot !== undefined || !offers[i + 1]?.lot);
  return isSame ? [] : [`entry ${seq}: the order is not what its inputs give`];
}

/** Of an entry under other rules than ours: the order follows from the lots and the secret, those that fit and then those beside; the lots are taken as they stand. */
function drawnOrder(seq: number, offers: readonly Sealed[], draw: string): readonly string[] {
  const ranked = offers.flatMap(({ offer, lot }) => (lot ? [{ key: offer, ...lot }] : []));
  const fitting = ranked.filter(({ misses }) => misses.length === 0);
  const beside = ranked.filter(({ misses }) => misses.length > 0);
  const again = [...inOrder(fitting, draw), ...inOrder(beside, draw)];
  return again.every(({ key }, i) => key === offers[i]?.offer) ? [] : [`entry ${seq}: the order is not what its inputs give`];
}

/** Who was asked for better follows from what was told and the order. */
function bestProblems({ seq, data }: Summing, named: readonly Offer[], context: NeedContext, draw: string): readonly string[] {
  if (data.type !== 'invited') return [];
  const asked = named.filter(({ id }) => !data.aside.includes(id));
  const best = bestOf(data.told, asked, context, draw);
  return best.join() === data.best.join() ? [] : [`entry ${seq}: not the best three were asked`];
}

/** Of a proposal of one line the effective price is that of its offer; of several, see evidence-trip.ts. */
function spokenProblems({ seq, data }: Summing, came: Came, { offers }: Weighed): readonly string[] {
  if (data.type !== 'opened') return [];
  const lots = new Map(came.offers.map(({ offer, lot }) => [offer, lot?.effectiveMinor]));
  return data.spoken.flatMap(({ lines, effectiveMinor, totalMinor }) => {
    const [line, ...more] = lines;
    if (line === undefined || more.length > 0 || !lots.has(line)) return [];
    const isSame = lots.get(line) === effectiveMinor && offers.get(line)?.total.minor === totalMinor;
    return isSame ? [] : [`entry ${seq}: ${line} was told at another price than its own`];
  });
}
