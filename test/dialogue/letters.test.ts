import { begin, tellAll } from '../support/play.ts';

const TAKEN = {
  'fr-FR': ['un hôtel à Lyon pour deux du 5 au 8 décembre, sans budget', 'la première'],
  'en-US': ['a hotel in Bath for two from December 5th to the 8th, no budget', 'the first one'],
} as const;
type Locale = keyof typeof TAKEN;

const nameAfter = (locale: Locale, ...lines: readonly string[]) => tellAll(begin(locale), [...TAKEN[locale], ...lines]).state.trip.leadName;

describe('a name, as it is said', () => {
  test.each<[Locale, string, object]>([
    ['fr-FR', "au nom d'Yann Le Goff", { given: 'Yann', family: 'Le Goff' }],
    ['fr-FR', "c'est au nom d'Anne Martin", { given: 'Anne', family: 'Martin' }],
    ['fr-FR', "au nom de d'Ormesson", { family: "D'Ormesson" }],
    ['en-US', 'Al Gray', { given: 'Al', family: 'Gray' }],
    ['en-US', 'Ben Stone', { given: 'Ben', family: 'Stone' }],
    ['en-US', 'van Dyke', { family: 'Van Dyke' }],
    ['en-US', "it's under O'Brien", { family: "O'Brien" }],
  ])('is whole, in %s: “%s”', (locale, said, name) => {
    expect(nameAfter(locale, said)).toEqual(name);
  });
});

describe('one letter of the name that was read', () => {
  test.each<[Locale, string, string, object]>([
    ['fr-FR', 'Yan Le Goff', "mon prénom s'écrit avec deux n", { given: 'Yann', family: 'Le Goff' }],
    ['fr-FR', 'Yann Le Goff', 'Goff avec un seul f', { given: 'Yann', family: 'Le Gof' }],
    ['fr-FR', 'Camille Martin', 'ça prend deux t', { given: 'Camille', family: 'Marttin' }],
    ['fr-FR', 'Yann Martin', 'Yann avec deux n', { given: 'Yann', family: 'Martin' }],
    ['en-US', 'Ann Gray', "Gray with two r's", { given: 'Ann', family: 'Grray' }],
    ['en-US', 'Ann Brien', 'my first name is spelled with one n', { given: 'An', family: 'Brien' }],
  ])('is put right, in %s: %s, “%s”', (locale, before, words, name) => {
    expect(nameAfter(locale, before, words)).toEqual(name);
  });

  test.each<[Locale, string, string]>([
    ['fr-FR', 'Camille Martin', 'mon nom prend deux z'],
    ['en-US', 'Ann Gray', "it's spelled with two z's"],
  ])('that is not in it leaves the name to be asked for, in %s', (locale, before, words) => {
    const { speech } = tellAll(begin(locale), [...TAKEN[locale], before, words]);
    expect(speech).toMatch(/quel nom \?|What name/);
  });
});
