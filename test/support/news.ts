import type { HeardNews, VendorNews } from '../../shared/market/vendor-news.ts';
import { begin, type Play, tell, tellAll } from './play.ts';

const OPENING = 'un hôtel à Annecy du 12 au 14 février pour deux, 900 euros maximum';

/** The same talk, with something that the vendor of what is booked, or offers, has said by itself. */
export function withNews(play: Play, news: VendorNews, over: Partial<HeardNews> = {}): Play {
  const { trip } = play.state;
  const offer = trip.bookings[0]?.offer ?? play.state.offers[0];
  const heard: HeardNews = {
    id: 'evt-1',
    at: play.now,
    requestId: offer?.requestId ?? '',
    vendorId: offer?.vendorId ?? '',
    seller: 'Maison Vanoise',
    news,
    told: false,
    ...over,
  };
  return { ...play, state: { ...play.state, trip: { ...trip, fromVendors: [heard] } } };
}

export const offered = () => tell(begin('fr-FR'), OPENING);
export const booked = () => tellAll(offered(), ['le premier', 'Camille Martin', 'je confirme et je paie']);
