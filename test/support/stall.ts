import type { Item, Offer } from '../../shared/market/offer.ts';
import type { RequestForOffers } from '../../shared/market/request.ts';
import { money } from '../../shared/money.ts';
import { placeById, resortsIn } from '../../shared/places/places.ts';
import { addDays } from '../../shared/time.ts';

/** What one vendor of a category asks, and on which terms. */
interface Price {
  readonly vendor: string;
  readonly minor: number;
  /** Free until two days before; a third afterwards. Else nothing comes back. */
  readonly free: boolean;
  readonly holds: boolean;
}

const PRICES: readonly Price[] = [
  { vendor: 'aube', minor: 40_010, free: true, holds: true },
  { vendor: 'bruyere', minor: 31_095, free: false, holds: true },
  { vendor: 'cedre', minor: 52_050, free: true, holds: false },
];

/** Three plain offers for any request, always the same ones: what the dialogue is tried on without a vendor or a clock. */
export function offersFor(request: RequestForOffers): readonly Offer[] {
  return PRICES.flatMap((price, i) => {
    const item = itemFor(request, i);
    return item ? [offer(request, item, price)] : [];
  });
}

function offer(request: RequestForOffers, item: Item, { vendor, minor, free, holds }: Price): Offer {
  const table = item.category === 'restaurant';
  const total = money(table ? 0 : minor);
  const until = `${addDays(request.start, -2)}T12:00:00.000Z`;
  const schedule =
    free || table
      ? [{ until, fee: money(0) }, ...(table ? [] : [{ until: `${request.start}T12:00:00.000Z`, fee: money(Math.round(minor / 3)) }])]
      : [];
  return {
    id: `${request.id}/${vendor}/1`,
    vendorOfferId: '1',
    vendorId: vendor,
    vendorName: vendor.charAt(0).toUpperCase() + vendor.slice(1),
    demo: true,
    tripId: request.tripId,
    needId: request.needId,
    requestId: request.id,
    revision: request.revision,
    receivedAt: request.openedAt,
    validUntil: addDays(request.openedAt.slice(0, 10), 2) + request.openedAt.slice(10),
    category: request.category,
    item,
    meets: {},
    total,
    dueNow: free ? money(0) : total,
    dueLater: [],
    ...(free && !table ? { dueAtDestination: total } : {}),
    includes: [],
    cancellation: { refundability: free || table ? 'refundable' : 'non_refundable', schedule },
    hold: { possible: holds || table, maxMinutes: 1440, fee: money(0) },
    dataNeeded: { forHold: [], forConfirm: ['lead.family_name'] },
    remuneration: { kind: 'none' },
    commitment: `${request.id}/${vendor}`,
  };
}

function itemFor(request: RequestForOffers, i: number): Item | undefined {
  const { start, end, party } = request;
  const first = request.where[0];
  if (!first) return undefined;
  const place = placeById(first)?.kind === 'region' ? (resortsIn(first)[i] ?? first) : first;
  const people = party.adults + party.childAgeBands.length;
  switch (request.category) {
    case 'flight':
    case 'train':
      return journey(request, i);
    case 'lodging':
      return lodging(request, place, people, i);
    case 'car':
      return {
        category: 'car',
        model: 'Duster',
        shortModel: 'Duster',
        drivenWheels: 'four',
        winterEquipment: true,
        automatic: i === 1,
        seats: 5,
        pickup: first,
        dropoff: first,
        from: start,
        to: end,
        deskOpens: '06:00',
        deskCloses: '23:30',
        minDriverAge: 21 + i,
        has: [],
      };
    case 'ski_hire':
      return {
        category: 'ski_hire',
        shop: `Skis ${i + 1}`,
        place,
        sets: people,
        level: 'intermediate',
        boots: true,
        from: start,
        to: end,
        has: [],
      };
    case 'ski_pass':
      return { category: 'ski_pass', domain: 'Paradiski', place, persons: people, days: 5, from: start, to: end };
    case 'transfer':
      return {
        category: 'transfer',
        vehicle: 'taxi',
        from: request.from[0] ?? first,
        to: place,
        out: start,
        minutes: 90,
        seats: 8,
        skis: true,
      };
    case 'restaurant':
      return {
        category: 'restaurant',
        name: `Table ${i + 1}`,
        place,
        at: `${start}T${request.time ?? '20:00'}`,
        covers: people,
        aboutPerPerson: money(3_000 + 500 * i),
        trendy: 0.9 - 0.3 * i,
        has: [],
        hasNot: [],
      };
  }
}

function journey({ category, start, end, from, where, oneWay }: RequestForOffers, i: number): Item | undefined {
  const [a, b] = [from[0], where[0]];
  if ((category !== 'flight' && category !== 'train') || !a || !b) return undefined;
  const leg = (out: string, into: string, day: string) => ({
    from: out,
    to: into,
    departs: `${day}T0${7 + i}:10`,
    arrives: `${day}T${10 + i}:25`,
    number: `AB ${i + 1}`,
    stops: 0,
  });
  return {
    category,
    outbound: leg(a, b, start),
    ...(oneWay ? {} : { inbound: leg(b, a, end) }),
    cabin: category === 'train' ? 'second' : 'economy',
    bagsPerPerson: 1,
    documents: category === 'flight',
  };
}

function lodging({ start, end }: RequestForOffers, place: string, sleeps: number, i: number): Item {
  return {
    category: 'lodging',
    name: ['Les Mélèzes', 'Le Refuge', 'La Grande Ourse'][i] ?? 'La Maison',
    kind: 'hotel',
    place,
    checkIn: start,
    checkOut: end,
    checkInFrom: '15:00',
    checkOutBy: '11:00',
    rooms: 1,
    bedrooms: 1,
    sleeps,
    stars: 2 + i,
    slopesMinutes: 9 - 4 * i,
    centreMinutes: 3 + 5 * i,
    breakfast: i === 0,
    has: i === 2 ? ['spa', 'parking'] : ['parking'],
    hasNot: i === 2 ? [] : ['spa', 'pool'],
  };
}
