import { type Sentence, sentences } from '../../scripts/acts/sentences.ts';
import { answer } from '../../scripts/understanding/contract.ts';
import { hear } from '../support/hear.ts';

function isRight({ text, last, acts }: Sentence, lang: string): boolean {
  const said = answer(JSON.stringify({ id: text, lang, text, ...(last === undefined ? {} : { ctx: { last } }) })).acts;
  const strong = said.filter((act) => act !== 'greet' && act !== 'thanks');
  return acts.includes((strong.length > 0 ? strong : said).join());
}

test.each([['fr'], ['en']])('each act is heard in other words, %s', (lang) => {
  const all = sentences(lang).filter((_, i) => i % 10 === 0);
  const wrong = all.filter((sentence) => !isRight(sentence, lang)).map(({ text, last }) => `${text} [${last ?? ''}]`);
  expect({ share: wrong.length / all.length <= 0.07, wrong }).toMatchObject({ share: true });
});

const READ = { phase: 'confirming', asked: 'confirm' } as const;
const OFFERS = { phase: 'choosing', asked: 'choose', listed: [['Les Arcs'], ['Valmorel'], ['La Clusaz']] } as const;

describe('wider words catch no more than they should', () => {
  test.each([
    ['fr-FR', 'vous pouvez payer', READ],
    ['fr-FR', 'débitez ma carte', READ],
    ['fr-FR', 'lancez le paiement', READ],
    ['fr-FR', 'ok pour payer maintenant', READ],
    ['fr-FR', 'confirmation', READ],
    ['en-GB', 'charge my card', READ],
    ['en-GB', 'you can take the payment', READ],
    ['en-GB', "I'd like to pay now", READ],
    ['en-GB', 'confirm and pay', READ],
    ['en-GB', 'place the order', READ],
  ] as const)('%s "%s" commits to nothing', (locale, text, context) => {
    expect(hear(text, { ...context, locale }).acts).toEqual(['affirm']);
  });

  test.each([
    ['fr-FR', 'ne payez pas', READ, 'deny'],
    ['fr-FR', "j'aimerais voir autre chose", OFFERS, 'more_options'],
    ['en-GB', "I'd like to see something else", OFFERS, 'more_options'],
    ['en-GB', 'can I have the second one please', OFFERS, 'select'],
    ['fr-FR', 'finalement on sera cinq', { ...OFFERS, known: { needs: [], party: 4 } }, 'change'],
    ['en-GB', 'where do we take off from', OFFERS, 'ask'],
    ['fr-FR', 'comment on fait une omelette', {}, 'oos'],
    ['en-GB', 'how many stops are there', OFFERS, 'ask'],
    ['fr-FR', 'on verra ça avec ma femme', OFFERS, 'later'],
    ['en-GB', "I'll talk it over with my husband", OFFERS, 'later'],
  ] as const)('%s "%s" after %o is %s', (locale, text, context, act) => {
    expect(hear(text, { ...context, locale }).acts).toEqual([act]);
  });

  test('"enough" ends the list of wishes only where it is asked what else', () => {
    expect(hear('ça suffira', { asked: 'what_else' }).acts).toEqual(['deny']);
    expect(hear("we're all set", { locale: 'en-GB', asked: 'what_else' }).acts).toEqual(['deny']);
    expect(hear("c'est bon comme ça", READ).acts).toEqual(['affirm']);
  });
});
