import { describe, expect, test } from '@jest/globals';
import { begin, type Play, tell, tellAll } from '../support/play.ts';

const BED = {
  'fr-FR': 'un hôtel à Lyon du 12 au 14 mars à deux',
  'en-US': 'a hotel in Lyon from March 12th to 14th for two',
} as const;
type Locale = keyof typeof BED;

const listed = { 'fr-FR': tell(begin('fr-FR'), BED['fr-FR']), 'en-US': tell(begin('en-US'), BED['en-US']) } as const;
const chosen = ({ state }: Play) => state.trip.chosen?.total.minor;
const isHeld = ({ state }: Play) => state.trip.bookings.some(({ status }) => status === 'held');

describe('picked by its price', () => {
  test.each<[Locale, readonly string[]]>([
    ['fr-FR', ['celui à 401']],
    ['fr-FR', ['celle à 401 euros']],
    ['fr-FR', ['je prends celui à quatre cent un euros']],
    ['fr-FR', ["l'hôtel à 401"]],
    ['fr-FR', ['401']],
    ['fr-FR', ['aucune', 'bon, celui à 401']],
    ['en-US', ['the one at 401']],
    ['en-US', ["I'll take the one for 401 euros"]],
    ['en-US', ['the hotel at four hundred and one']],
    ['en-US', ['none of them', 'ok the one at 401']],
  ])('in %s, %s', (locale, words) => {
    const play = tellAll(listed[locale], words);
    expect(chosen(play)).toBe(40_010);
    expect(play.state.trip.brief.budget).toBeUndefined();
  });

  test.each<[Locale, string]>([
    ['fr-FR', '401 euros maximum'],
    ['fr-FR', 'celui à 402'],
    ['en-US', 'under 401 euros'],
  ])('in %s, “%s” picks nothing', (locale, words) => {
    expect(chosen(tell(listed[locale], words))).toBeUndefined();
  });
});

describe('what is held is let go of', () => {
  test.each<[Locale, string]>([
    ['fr-FR', 'bloque pas'],
    ['fr-FR', 'ne bloque rien'],
    ['fr-FR', 'non, ne le garde pas'],
    ['fr-FR', 'annule'],
    ['fr-FR', 'débloque tout'],
    ['en-US', "don't hold it"],
    ['en-US', 'no, please release it'],
    ['en-US', 'cancel'],
    ['en-US', 'cancel that'],
  ])('in %s, “%s”', (locale, words) => {
    const held = tellAll(listed[locale], [locale === 'fr-FR' ? 'le premier' : 'the first one']);
    expect(isHeld(held)).toBe(true);
    for (const play of [tell(held, words), tellAll(held, ['Camille Martin', words])]) {
      expect(isHeld(play)).toBe(false);
      expect(play.state.trip.bookings.map(({ status }) => status)).toEqual(['released']);
      expect(play.state.trip).toMatchObject({ phase: 'choosing', talk: { pending: { type: 'choose' } } });
      expect(play.ends).toBe(false);
    }
  });

  test.each<[Locale, string]>([
    ['fr-FR', 'bloque pas'],
    ['en-US', "don't hold it"],
  ])('in %s, “%s” to the question holds nothing', (locale, words) => {
    const asked = tell(listed[locale], locale === 'fr-FR' ? 'peu importe' : "I don't mind");
    expect(asked.state.trip.talk.pending?.type).toBe('take');
    expect(tell(asked, words).state.trip.bookings).toEqual([]);
  });
});
