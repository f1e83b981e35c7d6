import type { Offer } from '../market/offer.ts';
import { placeById } from '../places/places.ts';
import { timeOf } from '../time.ts';
import { CATEGORY } from '../trip/categories.ts';
import type { Trip } from '../trip-record.ts';
import type { Heard } from './act.ts';
import { say } from './reaction.ts';
import type { Say } from './say.ts';
import { lineFor, type Subject } from './subject.ts';
import { whenSays } from './when-says.ts';

/** The line, where there is one alone. */
export function onlyLine({ offers }: Subject): Offer | undefined {
  return offers.length === 1 ? offers[0] : undefined;
}

/** The hours of the journey; of what hangs on none, its own. */
export function timesSays(subject: Subject, heard: Heard, trip: Trip): readonly Say[] {
  const line = lineFor(subject, heard) ?? onlyLine(subject);
  if (line && !CATEGORY[line.category].travels) return whenSays(line, trip);
  for (const { item } of subject.offers) {
    if (item.category !== 'flight' && item.category !== 'train') continue;
    const out = say('answer.departs', {
      from: { place: item.outbound.from },
      departs: { time: timeOf(item.outbound.departs) },
      arrives: { time: timeOf(item.outbound.arrives) },
    });
    const back = item.inbound
      ? [say('answer.returns', { departs: { time: timeOf(item.inbound.departs) }, arrives: { time: timeOf(item.inbound.arrives) } })]
      : [];
    return [out, ...back];
  }
  return [];
}

/** How high the bed is. */
export function altitudeSays(subject: Subject): readonly Say[] {
  const lodging = subject.offers.map((offer) => offer.item).find((item) => item.category === 'lodging');
  const metres = lodging?.category === 'lodging' ? placeById(lodging.place)?.resort?.altitudeM : undefined;
  return metres !== undefined && lodging?.category === 'lodging'
    ? [say('answer.altitude', { place: { place: lodging.place }, metres: { metres } })]
    : [];
}

/** How many bedrooms, where its seller says. */
export function bedroomsSays({ offers }: Subject): readonly Say[] {
  const rooms = offers.flatMap(({ item }) => (item.category === 'lodging' && item.bedrooms > 0 ? [item.bedrooms] : []))[0];
  return rooms === undefined ? [] : [say('answer.bedrooms', { count: rooms })];
}

/** Whether something has to be shown, where there is a journey whose seller says so. */
export function documentsSays({ offers }: Subject): readonly Say[] {
  const journeys = offers.flatMap(({ item }) => ('documents' in item ? [item.documents] : []));
  return journeys.length === 0 ? [] : [say(journeys.includes(true) ? 'answer.documents' : 'answer.no_documents')];
}

/** Where the car stands that was asked after, or that is all there is. */
export function deskSays({ offers }: Subject, { needs }: Heard): readonly Say[] | undefined {
  const isAsked = needs.includes('car') || offers.every(({ category }) => category === 'car');
  const car = isAsked ? offers.find(({ category }) => category === 'car')?.item : undefined;
  return car?.category === 'car' ? [say('answer.where_car', { place: { place: car.pickup } })] : undefined;
}
