import { begin, tell, tellAll } from '../support/play.ts';

const MOVED = {
  'fr-FR': ['un hôtel à Lyon pour deux du 5 au 8 décembre, sans budget', 'la première', 'Yann Martin', 'du 6 au 9 plutôt'],
  'en-US': ['a hotel in Bath for two from December 5th to the 8th, no budget', 'the first one', 'Ann Gray', 'make it the 6th to the 9th'],
} as const;
type Locale = keyof typeof MOVED;

const moved = (locale: Locale) => tellAll(begin(locale), MOVED[locale]);

describe('what is held, once other days were asked for', () => {
  test.each<[Locale, RegExp]>([
    ['fr-FR', /Je bloque ça à la place \?$/],
    ['en-US', /Shall I hold the new one instead\?$/],
  ])('is what the new one would stand in for, in %s', (locale, asked) => {
    expect(moved(locale).speech).toMatch(asked);
  });

  test.each<[Locale, string]>([
    ['fr-FR', "qu'est-ce qui est réservé ?"],
    ['fr-FR', "c'est bloqué ?"],
    ['fr-FR', "c'est gardé jusqu'à quand ?"],
    ['en-US', "what's booked?"],
    ['en-US', 'is it held?'],
    ['en-US', "what's held right now?"],
    ['en-US', 'until when is it held?'],
  ])('is told to be the old one, and nothing is taken, in %s: “%s”', (locale, words) => {
    const { speech, state } = tell(moved(locale), words);
    expect(speech).toMatch(/(?:ancien choix.* samedi 5 au mardi 8|what you took before.* Saturday December 5th to Tuesday the 8th)/);
    expect(speech).toMatch(/(?:à la place \?|instead\?)$/);
    expect(state.trip.bookings.map(({ status }) => status)).toEqual(['held']);
  });

  test.each<[Locale, string, string]>([
    ['fr-FR', 'oui', "qu'est-ce qui est réservé ?"],
    ['en-US', 'yes', "what's booked?"],
  ])('is all of it after a yes, in %s', (locale, yes, asked) => {
    const { speech, state } = tellAll(moved(locale), [yes, asked]);
    expect(speech).toMatch(/^(?:Tout est gardé|It's all held)/);
    expect(state.trip.bookings.map(({ status }) => status)).toEqual(['released', 'held']);
  });
});
