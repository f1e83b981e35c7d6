import { bookingOf, letterMark } from '../booking/documents/letter.ts';
import { relayAddress } from '../market/relay.ts';
import type { HeardNews } from '../market/vendor-news.ts';
import type { Ports } from '../ports.ts';
import type { Effect, Trip } from '../trip-record.ts';
import { key } from './keys.ts';
import { saveTrip } from './records.ts';

/** What a traveller may write back at most. */
const MAX_ANSWER = 1500;
const ATTEMPTS = 3;

/** gone: nothing that can be answered any more. empty: nothing is in it. */
export type LetterAnswered = 'sent' | 'gone' | 'empty';

/**
 * Writes back to a vendor that wrote to a booking's address: the words as they are, under that same address, so that neither learns the other's.
 * One answer to a letter; the same form sent again sends nothing. The worker posts it. Rejects 'store-down'.
 */
export async function answerLetter(tripId: string, mark: string, text: string, ports: Ports): Promise<LetterAnswered> {
  const said = plain(text);
  if (said === '') return 'empty';
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const stored = await ports.store.get<Trip>(key.trip(tripId), 'META');
    const heard = stored?.doc.fromVendors?.find((each) => letterMark(each) === mark);
    if (heard?.answer !== undefined) return 'sent';
    const effect = stored && heard && letterTo(stored.doc, heard, mark, said, ports);
    if (!stored || !effect) return 'gone';
    const { doc: trip, v } = stored;
    const fromVendors = (trip.fromVendors ?? []).map((each) => (each === heard ? { ...each, told: true, answer: said } : each));
    const next: Trip = { ...trip, fromVendors, outbox: [...trip.outbox, effect] };
    if (await saveTrip(next, v, ports.clock.now(), ports)) return 'sent';
  }
  return 'gone';
}

/** The words as they are, in their lines; nothing that cannot be seen. */
function plain(text: string): string {
  const seen = text
    .slice(0, MAX_ANSWER)
    .replace(/\r\n?/g, '\n')
    .replace(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}]/gu, '');
  return seen.normalize('NFC').trim();
}

function letterTo(trip: Trip, heard: HeardNews, mark: string, text: string, { settings }: Ports): Effect | undefined {
  const { news, vendorId, requestId } = heard;
  const booking = bookingOf(trip, heard);
  if (news.type !== 'message' || news.replyTo === undefined || !booking || settings.relayDomain === undefined) return undefined;
  const replyTo = relayAddress(trip.secret, vendorId, booking.id, settings.relayDomain);
  return { type: 'letter', key: `letter:${mark}`, requestId, vendorId, to: news.replyTo, replyTo, text };
}
