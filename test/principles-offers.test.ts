import { broken, READ, sentences, words } from './support/spoken.ts';

/** design: principles 9, 12, 17 and 18, over every transcript. */

const ASKING =
  /J'interroge|Je demande|Je le dis aux vendeurs|I'm telling the sellers|Je redemande|Je confirme|Je regarde|Je cherche|J'annule|J'essaie|Let me try|I'm asking|I'll ask|Asking|Confirming|Checking|Cancelling/;
const NONE_YET = /encore répondu|has replied yet|has answered that yet|have replied yet|replied so far/;
const TIME = /\d ?heures|midi|minuit|\d (?:a\.m\.|p\.m\.)|\d:\d\d|noon|midnight/;
const NONE_CHEAPER =
  /Je n'ai rien en dessous|Je n'ai rien d'autre|rien de moins cher|Je cherche autrement|another way|nothing below|nothing under|nothing cheaper|nothing else|Je peux surveiller le prix|I can watch the price|stays above|reste au-dessus/i;
const NONE_FITS = /Rien n'entre dans|Nothing fits/;

const amounts = (text: string): readonly number[] =>
  [...text.matchAll(/([\d,]+)(?: euros| pounds|\b(?= tout compris))/g)].map(([, digits = '']) => Number(digits.replaceAll(',', '')));

describe('what is assumed, waited for and turned down', () => {
  test('9 · what was assumed is read back: the class, the age of the driver, the level of the skis', () => {
    const assumed: readonly (readonly [RegExp, RegExp])[] = [
      [/bagage|luggage|bags/, /En économique|En seconde|En première|Economy|[Ss]econd class|[Ss]tandard|[Ff]irst class/],
      [/équipé neige|winter (?:tyres|tires)/, /conducteur de plus de|driver over/],
      [/équipements complets/, /standard|débutant|expert/],
      [/ sets with boots/, /mid-range|beginner|expert/],
    ];
    expect(broken(({ answer }) => !READ.test(answer) || assumed.every(([line, said]) => !line.test(answer) || said.test(answer)))).toEqual(
      [],
    );
  });

  test('6 · every value that a sentence speaks of is there', () => {
    expect(broken(({ answer }) => !/undefined|\bnull\b|NaN|\[object|\{\{/.test(answer))).toEqual([]);
  });

  test('12 · who waits hears that vendors are asked', () => {
    expect(broken(({ exchange: { progress } }) => !progress || ASKING.test(progress))).toEqual([]);
  });

  test('12 · when nobody has answered yet, a time is said', () => {
    expect(broken(({ rest }) => !NONE_YET.test(rest) || TIME.test(rest))).toEqual([]);
  });

  test('17 · “too dear” is answered with less, or that there is none, and never with the question of the budget', () => {
    const isCheaper = (before: string, now: string) => Math.min(...amounts(now)) < Math.max(...amounts(before));
    expect(
      broken(
        ({ exchange: { said }, rest, before }) =>
          !/trop cher|too expensive|(?<!le )moins cher|(?<!the )cheaper/.test(said) ||
          amounts(before?.rest ?? '').length === 0 ||
          NONE_CHEAPER.test(rest) ||
          (isCheaper(before?.rest ?? '', rest) && !/Combien au maximum|budget maximum|What's the most/.test(rest)),
      ),
    ).toEqual([]);
  });

  test('18 · when nothing fits it is said at once, then the closest with its price', () => {
    expect(
      broken(({ rest }) => {
        if (!NONE_FITS.test(rest)) return true;
        const [first = '', second = ''] = sentences(rest);
        return words(first).length <= 8 && amounts(second).length > 0;
      }),
    ).toEqual([]);
  });
});
