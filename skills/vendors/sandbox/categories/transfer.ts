import type { Place } from '../../../../shared/places/place.ts';
import type { Ask } from '../ask.ts';
import { type Atlas, roadMinutes } from '../atlas.ts';
import type { Draft, Vendor } from '../draft.ts';
import { costOf } from '../names.ts';
import { seasonFactor } from '../season.ts';
import { fitting, shortlist } from '../shortlist.ts';

export interface Driver extends Vendor {
  readonly vehicle: 'taxi' | 'minibus' | 'shared';
  readonly seats: number;
  /** Euros a minute on the road: for the vehicle, or a seat where it is shared. */
  readonly perMinute: number;
  readonly pickupFee: number;
  readonly minMinutes: number;
  readonly maxMinutes: number;
  readonly countries: readonly string[];
}

const MOST_SHARED = 16;

/** A ride from where the journey ends to each place that may do, both ways unless one is asked. */
export function transfers(ask: Ask, driver: Driver, { atlas }: { atlas: Atlas }): readonly Draft[] {
  const start = shortlist(ask.from, atlas)[0];
  if (!start) return [];
  const drafts = shortlist(ask.places, atlas).map((to) => draftOf(ask, driver, start, to));
  return fitting(
    drafts.filter((draft) => draft !== undefined),
    driver,
    ask,
  ).slice(0, 6);
}

function draftOf(ask: Ask, driver: Driver, from: Place, to: Place): Draft | undefined {
  const minutes = roadMinutes(from, to);
  const seats = driver.vehicle === 'shared' ? MOST_SHARED : driver.seats;
  if (from.id === to.id || ask.persons > seats || !serves(driver, from, to, minutes)) return undefined;
  const ways = ask.oneWay ? 1 : 2;
  const units = driver.vehicle === 'shared' ? ask.persons : 1;
  const season = 0.6 + 0.4 * seasonFactor(to.resort ? 'mountain' : 'travel', ask.start);
  const one = Math.round((driver.pickupFee + driver.perMinute * minutes) * season * costOf({ ...to, population: 0 }));
  const at = (day: string) => (ask.time === undefined ? day : `${day}T${ask.time}`);
  return {
    key: `${from.id}-${to.id}`,
    item: {
      category: 'transfer',
      vehicle: driver.vehicle,
      from: from.id,
      to: to.id,
      out: at(ask.start),
      ...(ask.oneWay ? {} : { back: ask.end }),
      minutes,
      seats,
      skis: driver.minMinutes > 0 || driver.vehicle !== 'taxi',
    },
    lines: [{ type: 'base', label: 'rides', minor: Math.max(8, one) * 100 * ways * units }],
    inclusions: driver.vehicle === 'shared' ? ['luggage'] : ['luggage', 'child_seat'],
    start: ask.start,
    startsAt: ask.time ?? '12:00',
    timeZone: to.timeZone,
  };
}

function serves({ countries, minMinutes, maxMinutes }: Driver, from: Place, to: Place, minutes: number): boolean {
  if (minutes < minMinutes || minutes > maxMinutes) return false;
  return countries.length === 0 || countries.includes(from.country) || countries.includes(to.country);
}
