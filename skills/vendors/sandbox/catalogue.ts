import type { Category } from '../../../shared/trip/brief.ts';
import type { Ask } from './ask.ts';
import type { Atlas } from './atlas.ts';
import carList from './catalogue/cars.json' with { type: 'json' };
import flightList from './catalogue/flights.json' with { type: 'json' };
import lodgingList from './catalogue/lodgings.json' with { type: 'json' };
import restaurantList from './catalogue/restaurants.json' with { type: 'json' };
import skiHireList from './catalogue/ski-hire.json' with { type: 'json' };
import skiPassList from './catalogue/ski-passes.json' with { type: 'json' };
import trainList from './catalogue/trains.json' with { type: 'json' };
import transferList from './catalogue/transfers.json' with { type: 'json' };
import { cars, type Renter } from './categories/car.ts';
import { type Airline, flights } from './categories/flight.ts';
import { type Lodger, lodgings } from './categories/lodging.ts';
import { type Restaurateur, tables } from './categories/restaurant.ts';
import { type SkiShop, skiSets } from './categories/ski-hire.ts';
import { type PassSeller, skiPasses } from './categories/ski-pass.ts';
import { type Railway, trains } from './categories/train.ts';
import { type Driver, transfers } from './categories/transfer.ts';
import type { Draft, Vendor } from './draft.ts';
import type { Draw } from './draw.ts';

/** What the catalogue's functions look things up in. */
export interface Kit {
  readonly atlas: Atlas;
  readonly draw: Draw;
}

export interface Seller {
  readonly vendor: Vendor;
  readonly category: Category;
  readonly drafts: (ask: Ask, kit: Kit) => readonly Draft[];
}

function sellers<V extends Vendor>(
  category: Category,
  vendors: readonly V[],
  make: (ask: Ask, vendor: V, kit: Kit) => readonly Draft[],
): readonly Seller[] {
  return vendors.map((vendor) => ({ vendor, category, drafts: (ask, kit) => make(ask, vendor, kit) }));
}

/** Every demonstration vendor. The catalogue files hold all that tells them apart. */
export const SELLERS: readonly Seller[] = [
  ...sellers('flight', flightList as readonly Airline[], flights),
  ...sellers('train', trainList as readonly Railway[], trains),
  ...sellers('lodging', lodgingList as readonly Lodger[], lodgings),
  ...sellers('car', carList as readonly Renter[], cars),
  ...sellers('ski_hire', skiHireList as readonly SkiShop[], skiSets),
  ...sellers('ski_pass', skiPassList as readonly PassSeller[], skiPasses),
  ...sellers('transfer', transferList as readonly Driver[], transfers),
  ...sellers('restaurant', restaurantList as readonly Restaurateur[], tables),
];
