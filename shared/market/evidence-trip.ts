import { type Beyond, beyondMinor } from './beyond.ts';
import { cameOf, type Entry, type SpokenLine } from './evidence.ts';
import { byHash, type RequestEvidence } from './evidence-file.ts';
import { isOfTheseRules } from './evidence-order.ts';
import type { Offer } from './offer.ts';

/** What lay there at one moment over all the requests of a trip: one step tells of all of them. */
interface Moment {
  readonly offers: ReadonlyMap<string, Offer>;
  /** By offer, what it was ranked by; undefined for one that lay there and was not ranked. */
  readonly lots: ReadonlyMap<string, number | undefined>;
}

type Opened = Extract<Entry['data'], { type: 'opened' }>;

/** Whole trips that were told at a price that their lines, and the roads that stand with them, do not add up to. Those of before roads were put down are taken as they stand. */
export function tripProblems(requests: readonly RequestEvidence[]): readonly string[] {
  const offers = new Map(requests.flatMap((request) => request.offers.map((offer) => [offer.id, offer] as const)));
  const opened = requests.filter(isOfOurs).flatMap((request) => openedOf(request).map((entry) => ({ request, entry })));
  const moments = Map.groupBy(opened, ({ entry }) => entry.at);
  return [...moments.values()].flatMap((together) => {
    const lots = new Map(together.flatMap(({ request, entry }) => lotsOf(request, entry.data)));
    const told = together.flatMap(({ entry }) => entry.data.spoken);
    const problems = told.flatMap((spoken) => spokenProblems(spoken, { offers, lots }));
    return [...new Set(problems)];
  });
}

function isOfOurs({ log }: RequestEvidence): boolean {
  const first = log[0]?.data;
  return first?.type === 'published' && isOfTheseRules(first);
}

function openedOf({ log }: RequestEvidence): readonly (Entry & { readonly data: Opened })[] {
  return log.filter((entry): entry is Entry & { readonly data: Opened } => entry.data.type === 'opened');
}

function lotsOf({ lists }: RequestEvidence, data: Opened): readonly (readonly [string, number | undefined])[] {
  return (cameOf(data, byHash(lists))?.offers ?? []).map(({ offer, lot }) => [offer, lot?.effectiveMinor] as const);
}

function spokenProblems({ lines, effectiveMinor, totalMinor, beyond }: SpokenLine, { offers, lots }: Moment): readonly string[] {
  if (lines.length < 2 || !beyond) return [];
  const known = lines.flatMap((id) => offers.get(id) ?? []);
  const alone = lines.flatMap((id) => lots.get(id) ?? []);
  // A line of a request under other rules weighs what nobody can make again here.
  if (known.length < lines.length || lines.some((id) => !lots.has(id))) return [];
  const sum = (values: readonly number[]) => values.reduce((total, each) => total + each, 0);
  const isSame =
    alone.length === lines.length &&
    sum(alone) + beyondMinor(known, beyond) === effectiveMinor &&
    sum(known.map(({ total }) => total.minor)) === totalMinor;
  return isSame ? [] : [`told ${lines.join(' + ')} at another price than its lines and roads add up to`];
}

/** Every road that whole trips were told by, once: public knowledge, which whoever verifies can hold against a map. */
export function roadsIn(requests: readonly RequestEvidence[]): Beyond['roads'] {
  const roads = requests.flatMap((request) =>
    openedOf(request).flatMap(({ data }) => data.spoken.flatMap(({ beyond }) => beyond?.roads ?? [])),
  );
  return [...new Map(roads.map((road) => [`${road.from} ${road.to} ${road.minutes}`, road])).values()];
}
