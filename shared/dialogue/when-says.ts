import type { Offer } from '../market/offer.ts';
import { dateOf, timeOf } from '../time.ts';
import type { Trip } from '../trip-record.ts';
import { say } from './reaction.ts';
import { hoursOf } from './readback-lines.ts';
import type { Say } from './say.ts';

/** "C'est quand le vol ?": the days and hours of that line; of the whole trip where none was named. */
export function whenSays(line: Offer | undefined, trip: Trip): readonly Say[] {
  const { start, end } = trip.brief;
  if (!line) return start && end ? [say('answer.when', { range: { range: { start, end } } })] : [];
  const { item } = line;
  switch (item.category) {
    case 'flight':
    case 'train': {
      const at = (civil: string) => ({ date: { date: dateOf(civil) }, time: { time: timeOf(civil) } });
      const back = item.inbound ? [say('answer.when_back', at(item.inbound.departs))] : [];
      return [say('answer.when_out', { from: { place: item.outbound.from }, ...at(item.outbound.departs) }), ...back];
    }
    case 'lodging':
      return [say('answer.when', { range: { range: { start: item.checkIn, end: item.checkOut } } })];
    case 'car': {
      const { from, to } = hoursOf(item, line, trip);
      const values = { from: { date: item.from }, from_time: { time: timeOf(from) }, to: { date: item.to }, to_time: { time: timeOf(to) } };
      return [say('answer.when_car', values)];
    }
    case 'ski_hire':
    case 'ski_pass':
      return [say('answer.when', { range: { range: { start: item.from, end: item.to } } })];
    case 'transfer':
      return [whenAt(item.out)];
    case 'restaurant':
      return [whenAt(item.at)];
  }
}

function whenAt(civil: string): Say {
  const date = { date: dateOf(civil) };
  return civil.includes('T') ? say('answer.when_at', { date, time: { time: timeOf(civil) } }) : say('answer.when_on', { date });
}
