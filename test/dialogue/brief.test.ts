import { describe, expect, test } from '@jest/globals';
import { begin, type Play, tellAll } from '../support/play.ts';

const needsOf = ({ state }: Play) => state.trip.brief.needs.map(({ category }) => category).toSorted();

const SKI = {
  'fr-FR': "J'aimerais aller skier aux Arcs du 20 au 25 mars à deux depuis Nantes avec un 4x4 à l'aéroport de Lyon",
  'en-US': "I'd like to go skiing in Les Arcs from March 20th to the 25th, two adults, from London, with a four by four at Lyon airport",
} as const;

describe('what else is needed', () => {
  const BOTH = ['lodging', 'ski_hire'];
  test.each<[keyof typeof SKI, string, readonly string[]]>([
    ['fr-FR', 'oui, et les forfaits', [...BOTH, 'ski_pass']],
    ['fr-FR', 'oui et des forfaits aussi', [...BOTH, 'ski_pass']],
    ['fr-FR', 'oui, plus les forfaits', [...BOTH, 'ski_pass']],
    ['fr-FR', 'oui, et aussi les skis', BOTH],
    ['fr-FR', "oui, un hôtel, et les forfaits", ['lodging', 'ski_pass']],
    ['fr-FR', 'oui, juste les forfaits', ['ski_pass']],
    ['fr-FR', 'non, juste les forfaits', ['ski_pass']],
    ['fr-FR', "oui, l'hôtel seulement", ['lodging']],
    ['fr-FR', 'oui, et 800 euros maximum', BOTH],
    ['fr-FR', 'oui, avec une piscine', BOTH],
    ['en-US', 'yes please, and skis', BOTH],
    ['en-US', 'yes, and ski passes', [...BOTH, 'ski_pass']],
    ['en-US', 'sure, ski passes too', [...BOTH, 'ski_pass']],
    ['en-US', 'yes, a hotel', ['lodging']],
    ['en-US', 'yes, but only the ski passes', ['ski_pass']],
    ['en-US', 'no, just the ski passes', ['ski_pass']],
    ['en-US', 'yes, and no more than 800 euros', BOTH],
  ])('in %s, “%s”', (locale, words, needs) => {
    expect(needsOf(tellAll(begin(locale), [SKI[locale], words]))).toEqual(['car', 'flight', ...needs]);
  });

  test.each<[keyof typeof SKI, string]>([
    ['fr-FR', "non, on a déjà l'hôtel"],
    ['fr-FR', "l'hôtel c'est bon, on l'a déjà"],
    ['fr-FR', 'on loge chez des amis'],
    ['fr-FR', 'on a un appartement sur place'],
    ['en-US', 'no, we already have a hotel'],
    ["en-US", "we're staying with friends"],
    ['en-US', "we've got our own flat there"],
  ])('in %s, “%s” has a bed already', (locale, words) => {
    const play = tellAll(begin(locale), [SKI[locale], words]);
    expect(needsOf(play)).not.toContain('lodging');
    expect(play.state.trip.brief.declined).toContain('lodging');
  });
});
