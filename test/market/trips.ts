import type { Item, Offer } from '../../shared/market/offer.ts';
import type { ProposalsInput } from '../../shared/market/plan.ts';
import { money } from '../../shared/money.ts';
import type { Brief, Need, Requirement } from '../../shared/trip/brief.ts';
import { NOW, offerOf } from './support.ts';

/** A random number generator that only depends on its seed (mulberry32). */
export function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

export const RESORTS = ['resort:les-arcs', 'resort:valmorel', 'resort:la-clusaz', 'resort:tignes'];
export const CATEGORIES = ['flight', 'lodging', 'car', 'ski_hire', 'ski_pass', 'restaurant', 'train', 'transfer'] as const;
type Made = (typeof CATEGORIES)[number];

export const roadMinutes = (from: string, to: string): number | undefined => {
  const i = RESORTS.indexOf(to);
  return i < 0 || !['LYS', 'GVA'].includes(from) ? undefined : 90 + i * 25 + (from === 'GVA' ? 15 : 0);
};

export function needOf(category: Made, requirements: readonly Requirement[] = []): Need {
  return { id: `need-${category}`, category, requirements };
}

export function briefOf(categories: readonly Made[], over: Partial<Brief> = {}): Brief {
  return {
    start: '2027-03-20',
    end: '2027-03-25',
    party: { adults: 2, children: 1, childAges: [8] },
    activity: 'ski',
    needs: categories.map((category) => needOf(category)),
    skipped: [],
    declined: [],
    ...over,
  };
}

/** An offer of a category with rolled facts, price and terms. */
export function rolled(category: Made, n: number, roll: (below: number) => number): Offer {
  const price = 10_000 + roll(90_000);
  const days = [0, 3, 10, 30][roll(4)] ?? 0;
  const free = { until: new Date(Date.parse('2027-03-20T08:00:00Z') - days * 86_400_000).toISOString(), fee: money(0) };
  return offerOf(
    rolledItem(category, n, roll),
    {
      id: `rfo-${category}/v${roll(9)}/o${n}`,
      needId: `need-${category}`,
      rating: 3 + roll(20) / 10,
      cancellation: roll(3) === 0 ? { refundability: 'non_refundable', schedule: [] } : { refundability: 'refundable', schedule: [free] },
      ...(roll(8) === 0 ? { meets: { place: 'not_met' as const } } : {}),
    },
    price,
  );
}

function rolledItem(category: Made, n: number, roll: (below: number) => number): Item {
  const place = RESORTS[roll(RESORTS.length)] ?? '';
  const gateway = ['LYS', 'LYS', 'GVA'][roll(3)] ?? 'LYS';
  const hour = (from: number, width: number) => String(from + roll(width)).padStart(2, '0');
  const dates = { from: '2027-03-20', to: '2027-03-25' };
  switch (category) {
    case 'flight':
    case 'train': {
      const at = Number(hour(7, 14));
      const [departs, arrives] = [`2027-03-20T${String(at).padStart(2, '0')}:10`, `2027-03-20T${String(at + 1).padStart(2, '0')}:25`];
      const back = {
        from: gateway,
        to: 'NTE',
        departs: `2027-03-25T${hour(6, 16)}:20`,
        arrives: '2027-03-25T23:30',
        number: `B${n}`,
        stops: 0,
      };
      const outbound = { from: 'NTE', to: gateway, departs, arrives, number: `A${n}`, stops: roll(2) };
      return { category, outbound, inbound: back, cabin: 'economy', bagsPerPerson: roll(2), documents: false };
    }
    case 'lodging':
      return {
        category,
        name: `House ${n}`,
        kind: 'hotel',
        place,
        checkIn: dates.from,
        checkOut: dates.to,
        ...(roll(2) === 0 ? { checkInUntil: `${hour(18, 6)}:00` } : {}),
        rooms: 1,
        bedrooms: 1,
        sleeps: 3,
        slopesMinutes: roll(20),
        has: roll(2) === 0 ? ['spa'] : [],
        hasNot: [],
      };
    case 'car':
      return {
        category,
        model: 'Duster',
        shortModel: 'Duster',
        drivenWheels: roll(2) === 0 ? 'two' : 'four',
        winterEquipment: true,
        automatic: false,
        seats: 5,
        pickup: gateway,
        dropoff: gateway,
        ...dates,
        deskOpens: '07:00',
        deskCloses: `${hour(18, 6)}:00`,
        minDriverAge: 23,
        has: [],
      };
    case 'ski_hire':
      return { category, shop: `Shop ${n}`, place, sets: 3, level: 'intermediate', boots: true, ...dates, has: [] };
    case 'ski_pass':
      return { category, domain: `Domain of ${place}`, place, persons: 3, days: 6, ...dates };
    case 'transfer':
      return { category, vehicle: 'taxi', from: gateway, to: place, out: dates.from, back: dates.to, minutes: 120, seats: 4, skis: true };
    case 'restaurant':
      return { category, name: `Table ${n}`, place, at: '2027-03-21T20:00', covers: 3, aboutPerPerson: money(4_000), has: [], hasNot: [] };
  }
}

export function inputOf(brief: Brief, offers: readonly Offer[]): ProposalsInput {
  return { brief, offers, now: NOW, secret: 'secret of the trip', roadMinutes };
}
