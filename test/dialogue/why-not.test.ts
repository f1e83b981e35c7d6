import { begin, tell, tellAll } from '../support/play.ts';

const STAYS = {
  'fr-FR': 'un hôtel à Annecy du 12 au 14 février pour deux',
  'en-US': 'a hotel in Annecy from February 12 to 14 for two',
} as const;
const listed = (locale: keyof typeof STAYS) => tellAll(begin(locale), [STAYS[locale]]);

describe('"why not" of one that was told asks what is against it, and takes nothing', () => {
  test.each([
    ['fr-FR', 'pourquoi pas la deuxième ?'],
    ['fr-FR', 'et pourquoi pas le deuxième'],
    ['en-US', 'why not the second one?'],
    ['en-US', 'why not the second?'],
  ] as const)('%s: %s', (locale, text) => {
    const play = tell(listed(locale), text);
    const [, second] = play.state.trip.listed;
    expect(second).toBeDefined();
    expect(play.state.trip.bookings).toEqual([]);
    expect(play.state.trip.talk.pending).toEqual({ type: 'take', proposalId: second?.id });
    expect(tell(play, locale === 'fr-FR' ? 'oui' : 'yes').state.trip.bookings).toHaveLength(1);
  });

  test.each([
    ['fr-FR', 'la deuxième, pourquoi pas', 1],
    ['fr-FR', 'pourquoi pas', 0],
    ['en-US', 'the second one, why not', 1],
    ['en-US', 'why not', 0],
  ] as const)('%s: %s is as it was', (locale, text, held) => {
    expect(tell(listed(locale), text).state.trip.bookings).toHaveLength(held);
  });
});
