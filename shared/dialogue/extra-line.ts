import type { Offer } from '../market/offer.ts';
import { timeOf } from '../time.ts';
import { say } from './reaction.ts';
import { sellerOf } from './readback-lines.ts';
import type { Say } from './say.ts';

/** "Le vol chez Ligne Claire, 618 euros"; of a table, which costs nothing before one sits at it, its hour. */
export function extraLine(offer: Offer): Say {
  const { item, total, category } = offer;
  return item.category === 'restaurant'
    ? say('extras.table', { seller: sellerOf(offer), time: { time: timeOf(item.at) } })
    : say('extras.line', { need: say(`the.${category}`), seller: sellerOf(offer), price: total });
}
