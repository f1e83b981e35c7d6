import type { Item } from '../market/offer.ts';
import { addCivilMinutes, dateOf, type LocalDateTime, timeOf } from '../time.ts';

export type Journey = Extract<Item, { category: 'flight' | 'train' }>;
type Car = Extract<Item, { category: 'car' }>;

/** Civil hours at the desk: when the car is picked up and when it is back. */
export interface CarHours {
  readonly from: LocalDateTime;
  readonly to: LocalDateTime;
}

const AFTER_LANDING_MINUTES = 45;
const BEFORE_TAKE_OFF_MINUTES = 150;

/** The first of the things bought together that carries the travellers there. */
export function journeyAmong(items: readonly Item[]): Journey | undefined {
  return items.find((each): each is Journey => each.category === 'flight' || each.category === 'train');
}

/** The hours that the rest of the trip decides: an hour after landing, two and a half before take-off, within the desk's own hours; ten and five without a journey. */
export function carHours(car: Car, beside: readonly Item[]): CarHours {
  const { outbound, inbound } = journeyAmong(beside) ?? {};
  const lands =
    outbound && dateOf(outbound.arrives) === car.from ? roundUp(addCivilMinutes(outbound.arrives, AFTER_LANDING_MINUTES)) : undefined;
  const leaves =
    inbound && dateOf(inbound.departs) === car.to ? roundDown(addCivilMinutes(inbound.departs, -BEFORE_TAKE_OFF_MINUTES)) : undefined;
  return { from: `${car.from}T${within(lands, car, '10:00')}`, to: `${car.to}T${within(leaves, car, '17:00')}` };
}

function within(at: LocalDateTime | undefined, { deskOpens, deskCloses }: Car, otherwise: string): string {
  const time = at ? timeOf(at) : otherwise;
  if (time < deskOpens) return deskOpens;
  return time > deskCloses ? deskCloses : time;
}

function roundUp(at: LocalDateTime): LocalDateTime {
  const over = Number(at.slice(14, 16)) % 30;
  return over === 0 ? at : addCivilMinutes(at, 30 - over);
}

function roundDown(at: LocalDateTime): LocalDateTime {
  return addCivilMinutes(at, -(Number(at.slice(14, 16)) % 30));
}
