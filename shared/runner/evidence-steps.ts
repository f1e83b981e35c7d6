import { drawCommitment, type Filed, type Recorded, type SpokenLine } from '../market/evidence.ts';
import type { Offer } from '../market/offer.ts';
import type { Proposal } from '../market/proposal.ts';
import type { RequestForOffers } from '../market/request.ts';
import { RULES } from '../market/to-wire.ts';
import type { Brief } from '../trip/brief.ts';
import type { Trip } from '../trip-record.ts';

/** One entry to be; all but the publication sum up what came until then. */
export type Step =
  | { readonly request: RequestForOffers; readonly type: 'published'; readonly dataOf: (people: readonly string[]) => Recorded }
  | { readonly request: RequestForOffers; readonly type: 'sums-up'; readonly brief: Brief; readonly dataOf: (came: Filed) => Recorded };

/** What goes on record, request by request: its publication, its offers being told, its end. `terms`: hash of the buyer's terms that stand now. */
export function stepsOf(before: Trip | undefined, after: Trip, offers: readonly Offer[], terms: string): readonly Step[] {
  const old = new Map(before?.requests.map((request) => [request.id, request]));
  const told = toldBy(before, after);
  if (before?.requests === after.requests && told.length === 0) return [];
  const opened = openedBy(told, offers);
  // A watched trip may not be the one that is spoken of now.
  const briefOf = ({ watchId }: RequestForOffers) =>
    watchId !== undefined && watchId === after.watch?.id ? after.watch.brief : after.brief;
  return after.requests.flatMap((request): readonly Step[] => {
    const was = old.get(request.id);
    const { round } = request;
    const sums: readonly ((came: Filed) => Recorded)[] = [
      ...(opened.includes(request.id) ? [(came: Filed) => ({ type: 'opened' as const, ...came, spoken: spoken(told) })] : []),
      ...(round && !was?.round ? [(came: Filed) => ({ type: 'invited' as const, ...came, ...invited(round) })] : []),
      ...(request.state === was?.state ? [] : ending(request, after)),
    ];
    const { state: _moves, ...asked } = request;
    const revised = was !== undefined && was.wishes !== request.wishes;
    return [
      ...(revised ? [{ request, type: 'published' as const, dataOf: () => ({ type: 'revised' as const, request: asked }) }] : []),
      ...(was ? [] : [{ request, type: 'published' as const, dataOf: published(request, after.secret, terms) }]),
      ...sums.map((dataOf) => ({ request, type: 'sums-up' as const, brief: briefOf(request), dataOf })),
    ];
  });
}

function invited({ offers: best, told = [], aside = [], closesAt }: NonNullable<RequestForOffers['round']>) {
  return { best, told, aside, closesAt };
}

function published(request: RequestForOffers, secret: string, terms: string): (people: readonly string[]) => Recorded {
  const { state: _moves, ...asked } = request;
  const draw = drawCommitment(secret, request.id);
  return (people) => ({ type: 'published', request: asked, terms, rules: RULES.hash, draw, ...(people.length > 0 && { people }) });
}

/** The proposals that this step tells: a new list, what a watch found, the same trip on other days. */
function toldBy(before: Trip | undefined, after: Trip): readonly Proposal[] {
  const { watch, talk } = after;
  const met = watch?.state === 'told' && before?.watch?.state !== 'told' ? watch.found : undefined;
  const days = offeredDays(talk);
  const isNew = days !== undefined && days.id !== (before && offeredDays(before.talk))?.id;
  return [...(before?.listed === after.listed ? [] : after.listed), ...(met ? [met] : []), ...(isNew ? [days] : [])];
}

function offeredDays({ pending }: Trip['talk']): Proposal | undefined {
  return pending?.type === 'take_days' ? pending.proposal : undefined;
}

/** Requests whose offers are among what is told. */
function openedBy(told: readonly Proposal[], offers: readonly Offer[]): readonly string[] {
  const lines = new Set(told.flatMap((proposal) => proposal.lines));
  return [...new Set(offers.filter(({ id }) => lines.has(id)).map(({ requestId }) => requestId))];
}

function spoken(told: readonly Proposal[]): readonly SpokenLine[] {
  return told.map(({ kind, lines, effectiveMinor, misses, total, beyond }) => ({
    kind,
    lines,
    effectiveMinor,
    misses,
    totalMinor: total.minor,
    ...(beyond && { beyond }),
  }));
}

function ending(request: RequestForOffers, trip: Trip): readonly ((came: Filed) => Recorded)[] {
  if (request.state === 'withdrawn') return [(came) => ({ type: 'withdrawn', ...came })];
  const bought = trip.bookings.find(({ offer, status }) => offer.requestId === request.id && status === 'confirmed');
  return request.state === 'awarded' && bought ? [(came) => ({ type: 'awarded', ...came, offer: bought.offer.id })] : [];
}
