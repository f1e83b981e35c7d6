import { begin, tellAll } from '../support/play.ts';

const BED = {
  'fr-FR': 'un hôtel à Annecy du 12 au 14 décembre pour deux',
  'en-US': 'a hotel in Bath from December 12th to 14th for two',
} as const;
type Locale = keyof typeof BED;

function adults(locale: Locale, lines: readonly string[]): number | undefined {
  return tellAll(begin(locale), lines).state.trip.brief.party?.adults;
}

describe('how many they are, where that is known already', () => {
  test.each<[Locale, string]>([
    ['fr-FR', 'mets trois personnes'],
    ['fr-FR', 'mettez trois adultes'],
    ['fr-FR', 'compte trois personnes'],
    ['fr-FR', 'prévoyez trois voyageurs'],
    ['fr-FR', 'il y aura trois personnes'],
    ['fr-FR', 'mets une personne de plus'],
    ['fr-FR', 'mets encore une personne'],
    ['fr-FR', 'ajoute une personne'],
    ['en-US', 'make it three people'],
    ['en-US', "there'll be three people"],
    ['en-US', 'we have three people'],
    ['en-US', "there'll be one more person"],
    ['en-US', 'add a person'],
    ['en-US', 'with another adult'],
  ])('in %s, of two, “%s” makes three', (locale, words) => {
    expect(adults(locale, [BED[locale], words])).toBe(3);
  });

  test.each<[Locale, string]>([
    ['fr-FR', 'ajoute deux personnes'],
    ['fr-FR', 'prévois deux autres personnes'],
    ['en-US', 'add two people'],
    ['en-US', 'with two more people'],
  ])('in %s, of two, “%s” makes four', (locale, words) => {
    expect(adults(locale, [BED[locale], words])).toBe(4);
  });

  test.each<[Locale, string]>([
    ['fr-FR', 'un train de Paris à Lyon vendredi prochain retour dimanche pour un'],
    ['fr-FR', 'un hôtel à Annecy du 12 au 14 décembre pour un'],
    ['fr-FR', 'un hôtel pour trois nuits à Lyon à partir de vendredi, pour une'],
    ['en-US', 'a train from London to Paris next Friday back on Sunday for one'],
    ['en-US', 'a hotel in Bath from December 12th to 14th for one'],
  ])('in %s, “%s” is for one', (locale, words) => {
    expect(adults(locale, [words])).toBe(1);
  });

  test.each<[Locale, string]>([
    ['fr-FR', 'je vais à Nice pour un week-end'],
    ['fr-FR', 'un train pour Lyon samedi pour un aller-retour'],
    ['en-US', 'to Nice for one night on Friday'],
  ])('in %s, “%s” counts nobody', (locale, words) => {
    expect(adults(locale, [words])).toBeUndefined();
  });
});
