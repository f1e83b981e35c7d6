import type { Place } from '../../../../shared/places/place.ts';
import type { LocalTime } from '../../../../shared/time.ts';
import type { Ask } from '../ask.ts';
import { type Atlas, expand } from '../atlas.ts';
import type { Draft, Vendor } from '../draft.ts';
import type { Draw } from '../draw.ts';
import { costOf } from '../names.ts';
import { advanceFactor, seasonFactor } from '../season.ts';
import { fitting } from '../shortlist.ts';

interface Model {
  readonly model: string;
  readonly shortModel: string;
  readonly drivenWheels: 'two' | 'four';
  readonly automatic: boolean;
  /** A town car; what it is not is not said. */
  readonly compact?: boolean;
  readonly seats: number;
  /** Euros a day in an ordinary week. */
  readonly daily: number;
}

export interface Renter extends Vendor {
  /** Countries with a desk; none listed = everywhere. */
  readonly countries: readonly string[];
  readonly deskOpens: LocalTime;
  readonly deskCloses: LocalTime;
  readonly minDriverAge: number;
  /** Euros once, at an airport. */
  readonly airportFee: number;
  readonly has: readonly string[];
  /** Offers its nearest car where it has none that meets every must. */
  readonly beside?: boolean;
  readonly fleet: readonly Model[];
}

/** The two cheapest cars that meet every must; the nearest to it where the fleet has none, which says so. */
export function cars(ask: Ask, renter: Renter, { atlas, draw }: { atlas: Atlas; draw: Draw }): readonly Draft[] {
  const desk = ask.places.flatMap((place) => (place.kind === 'metro' ? expand([place], atlas).slice(0, 1) : [place]))[0];
  if (!desk || desk.kind === 'country' || desk.kind === 'region') return [];
  if (renter.countries.length > 0 && !renter.countries.includes(desk.country)) return [];
  const drafts = renter.fleet
    .filter(({ seats }) => seats >= ask.persons)
    .sort((a, b) => a.daily - b.daily)
    .map((model) => draftOf(ask, renter, model, desk, draw));
  return fitting(drafts, renter, ask, 2);
}

function draftOf(ask: Ask, renter: Renter, model: Model, desk: Place, draw: Draw): Draft {
  const days = Math.max(1, ask.nights);
  const longer = days >= 7 ? 0.88 : 1;
  const season = seasonFactor('travel', ask.start) * (0.6 + 0.4 * advanceFactor(ask.today, ask.start));
  const jitter = 0.985 + 0.03 * draw(renter.id, model.model, desk.id, ask.start);
  const rent = Math.round(model.daily * days * longer * season * costOf({ ...desk, population: 0 }) * jitter) * 100;
  const airport = desk.kind === 'airport' ? renter.airportFee * 100 : 0;
  const tax = Math.round(rent / 6);
  const { model: name, shortModel, drivenWheels, automatic, seats } = model;
  return {
    key: name,
    item: {
      category: 'car',
      model: name,
      shortModel,
      drivenWheels,
      winterEquipment: isWinter(ask.start) && isCold(desk),
      automatic,
      seats,
      pickup: desk.id,
      dropoff: desk.id,
      from: ask.start,
      to: ask.end,
      deskOpens: renter.deskOpens,
      deskCloses: renter.deskCloses,
      minDriverAge: renter.minDriverAge,
      has: model.compact ? [...renter.has, 'compact'] : renter.has,
    },
    lines: [
      { type: 'base', label: 'rental_days', minor: rent - tax },
      { type: 'tax', label: 'vat', minor: tax },
      ...(airport > 0 ? [{ type: 'fee', label: 'airport_fee', minor: airport } as const] : []),
    ],
    inclusions: ['third_party_insurance', 'unlimited_km'],
    start: ask.start,
    startsAt: '10:00',
    timeZone: desk.timeZone,
    unitMinor: Math.round(rent / days),
  };
}

/** Snow tyres from November to March, as the mountain law asks. */
function isWinter(date: string): boolean {
  return ['11', '12', '01', '02', '03'].includes(date.slice(5, 7));
}

function isCold({ lat }: Place): boolean {
  return lat > 43.5;
}
