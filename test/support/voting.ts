import { withBallot } from '../../shared/booking/vote.ts';
import { placeById } from '../../shared/places/places.ts';
import type { Trip } from '../../shared/trip-record.ts';
import type { Web } from '../../skills/web/web.ts';
import { begin, NOW, type Play, tellAll } from './play.ts';
import { REPLY, webWith } from './web.ts';

const LINES = {
  'fr-FR': ['un hôtel à Annecy du 12 au 14 février pour deux', 'on n’est pas d’accord', 'oui'],
  'en-US': ['a hotel in Annecy from February 12th to the 14th for two', 'we can’t agree', 'yes'],
} as const;

/** A talk in which a vote was just opened on the three that were told. */
export function votingPlay(locale: 'fr-FR' | 'en-US' = 'fr-FR'): Play {
  const play = tellAll(begin(locale), LINES[locale]);
  const { vote } = play.state.trip;
  if (!vote) throw new Error('no vote is open');
  // A play draws every key alike.
  return { ...play, state: { ...play.state, trip: { ...play.state.trip, vote: { ...vote, key: 'vote-key-0123456789' } } } };
}

/** The skill with one trip, kept in memory as the core keeps it. */
export function votingWeb(trip: Trip, now = NOW): { readonly web: Web; readonly kept: () => Trip; readonly path: string } {
  let kept = trip;
  const web = webWith(async () => REPLY, {
    now: () => now,
    secret: (bytes) => Buffer.from(crypto.getRandomValues(new Uint8Array(bytes))).toString('base64url'),
    trip: async (id) => (id === kept.id ? kept : undefined),
    place: placeById,
    placeName: (id) => placeById(id)?.name ?? id,
    castVote: async (_trip, cast) => {
      const vote = withBallot(kept.vote, cast, now);
      if (vote === 'over' || vote === 'full') return vote;
      kept = { ...kept, vote };
      return 'taken';
    },
  });
  return { web, kept: () => kept, path: `/trips/${trip.id}/vote?key=${trip.vote?.key}` };
}
