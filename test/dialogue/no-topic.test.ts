import { begin, tellAll } from '../support/play.ts';

const BOOKED = {
  'fr-FR': ['un hôtel à Annecy du 12 au 14 février pour deux', 'le premier', 'Camille Martin', 'je confirme et je paie'],
  'en-US': ['a hotel in Annecy from February 12th to the 14th for two', 'the first one', 'Sarah Cole', 'I confirm and pay'],
} as const;

describe('a question', () => {
  test.each([
    ['fr-FR', "qu'est-ce qui est réservé ?", "C'est réservé chez"],
    ['fr-FR', "qu'est-ce que j'ai réservé", "C'est réservé chez"],
    ['en-US', "what's booked?", 'Booked with'],
    ['en-US', 'what have we booked so far', 'Booked with'],
  ] as const)('in %s, "%s", is about what stands', (locale, words, told) => {
    expect(tellAll(begin(locale), [...BOOKED[locale], words]).speech).toContain(told);
  });

  test.each([
    ['fr-FR', 'les enfants sont acceptés ?', "Là-dessus, je n'ai pas de réponse."],
    ['en-US', 'is it written down?', "I don't have an answer to that one."],
  ] as const)('in %s, "%s", that no vendor was asked is not laid at its door', (locale, words, told) => {
    const speech = tellAll(begin(locale), [...BOOKED[locale].slice(0, 1), words]).speech;
    expect(speech).toContain(told);
    expect(speech).toMatch(/\?$/);
  });
});
