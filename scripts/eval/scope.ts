import { understand } from '../../shared/understanding/understand.ts';
import { rows, share, table, text } from './rows.ts';

const OURS: ReadonlySet<string> = new Set([
  'book_flight',
  'book_hotel',
  'car_rental',
  'travel_suggestion',
  'restaurant_reservation',
  'flight_status',
  'cancel_reservation',
  'confirm_reservation',
  'restaurant_suggestion',
  'uber',
]);

function isOurs(said: string): boolean {
  const { acts } = understand(said, {
    locale: 'en-US',
    today: '2026-11-21',
    timeNow: '10:00',
    timeZone: 'Europe/Paris',
    phase: 'briefing',
    known: { needs: [] },
    listed: [],
  });
  return acts.length > 0 && !acts.includes('oos');
}

/** Opening turns: what a travel concierge should take, and everything else, which it should decline. */
export function scope(path: string): string {
  const all = rows(path);
  const travel = all.filter((row) => OURS.has(text(row, 'intent')));
  const other = all.filter(
    (row) =>
      text(row, 'domain') !== 'travel' &&
      !OURS.has(text(row, 'intent')) &&
      text(row, 'domain') !== 'small_talk' &&
      text(row, 'domain') !== 'meta',
  );
  const oos = all.filter((row) => text(row, 'intent') === 'oos');
  const taken = (list: typeof all) => list.filter((row) => isOurs(text(row, 'text'))).length;
  return table(
    ['utterances', 'n', 'right'],
    [
      ['ours, taken', String(travel.length), share(taken(travel), travel.length)],
      ['other domains, declined', String(other.length), share(other.length - taken(other), other.length)],
      ['out of scope of CLINC, declined', String(oos.length), share(oos.length - taken(oos), oos.length)],
    ],
  );
}
