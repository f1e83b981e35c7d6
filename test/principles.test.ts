import { write } from '../shared/rendering/speech.ts';
import { phrasesOf } from './support/keys.ts';
import {
  AUTOMATIC,
  all,
  broken,
  CLOSED,
  CLOSED_DEMO,
  DEMO,
  isFrench,
  OFFERED,
  READ,
  repeats,
  type Spoken,
  sentences,
  spoken,
  words,
} from './support/spoken.ts';

/** design: the rules of how the concierge talks, over every transcript and every phrase. */

describe('the turn', () => {
  test('1 · one question, and it comes last', () => {
    expect(broken(({ answer }) => answer.split('?').length <= 2 && (!answer.includes('?') || /\?$/.test(answer)))).toEqual([]);
  });

  test('2 · nothing, what is said while vendors are asked included, is over a hundred words or six hundred characters', () => {
    expect(broken(({ answer }) => words(answer).length <= 100 && answer.length <= 600)).toEqual([]);
  });

  test('2 · what is said while vendors are asked is short', () => {
    // The first answer a traveller ever gets also says what it is, and gives back all that was said.
    expect(broken(({ first, exchange: { progress = '' } }) => words(progress).length <= (first ? 45 : 25))).toEqual([]);
  });

  test('2 · offers are told in seventy-five words, the demonstration aside', () => {
    expect(broken(({ rest }) => !OFFERED.test(rest) || READ.test(rest) || words(rest.replace(DEMO, '')).length <= 75)).toEqual([]);
  });

  test('2 · a closing is told in forty-five words', () => {
    expect(broken(({ rest }) => !CLOSED.test(rest) || READ.test(rest) || words(rest).length <= 45)).toEqual([]);
  });

  test('2 · any other answer is told in forty words', () => {
    expect(broken(({ rest }) => OFFERED.test(rest) || READ.test(rest) || CLOSED.test(rest) || words(rest).length <= 40)).toEqual([]);
  });

  test('2 · no sentence outside the read-back is over twenty-five words', () => {
    expect(broken(({ rest }) => READ.test(rest) || sentences(rest).every((sentence) => words(sentence).length <= 25))).toEqual([]);
  });

  test('3 · no answer repeats eight words in a row of the one before it, unless asked to', () => {
    expect(broken((each) => !each.before || mayRepeat(each) || !repeats(each.before.rest.replace(ENGAGING, ''), each.rest, 8))).toEqual([]);
  });

  test('3 · an amount comes back in the next answer', () => {
    const amounts = (said: string) => [...said.matchAll(/(\d[\d,]*) euros/g)].map(([, digits = '']) => digits.replaceAll(',', ''));
    expect(
      broken(({ exchange: { said }, answer }) => amounts(said).every((amount) => answer.replaceAll(',', '').includes(amount))),
    ).toEqual([]);
  });

  test('3 · the days of an opening sentence come back with their weekdays', () => {
    const days = (said: string) => /(?:du |from \w+ |the )(\d{1,2})(?:st|nd|rd|th)? (?:au|to the) (\d{1,2})/.exec(said)?.slice(1) ?? [];
    const weekday = /lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday/;
    const opening = spoken.filter(({ first, exchange }) => first && days(exchange.said).length > 0 && !/ (?:non|no), /.test(exchange.said));
    const lost = opening.filter(
      ({ exchange, answer }) => !weekday.test(answer) || !days(exchange.said).every((day) => new RegExp(`\\b${day}`).test(answer)),
    );
    expect(opening.length).toBeGreaterThan(30);
    expect(lost.filter(({ answer }) => !/Il n'y a pas de|There's no /.test(answer)).map(({ at, answer }) => `${at}\n  ${answer}`)).toEqual(
      [],
    );
  });

  test('4 · no applause, no office language', () => {
    const forbidden = (locale: string) => (isFrench(locale) ? FORBIDDEN_FR : FORBIDDEN_EN);
    expect(broken(({ locale, answer }) => !forbidden(locale).test(answer))).toEqual([]);
    const phrases = ['fr-FR', 'en-US'].flatMap((locale) =>
      [...phrasesOf(locale)].filter(([, text]) => forbidden(locale).test(text)).map(([key]) => `${locale} ${key}`),
    );
    expect(phrases).toEqual([]);
  });

  test('4 · one small “d’accord” at most, never in two answers running', () => {
    const small = /^(?:D'accord|Entendu|Got it|OK)\b/;
    expect(
      broken(({ answer, before }) => !(small.test(answer) && before && small.test(before.answer) && said(before) !== said({ answer }))),
    ).toEqual([]);
  });

  test('5 · “vous” always', () => {
    expect(broken(({ locale, answer }) => !isFrench(locale) || !/(?<!\p{L})(?:tu|te|toi|ton|ta|tes)(?!\p{L})/iu.test(answer))).toEqual([]);
  });

  test('5 · articles are joined as people join them', () => {
    expect(
      broken(
        ({ locale, answer }) =>
          !isFrench(locale) ||
          !/\b(?:à le|à les|de le|de les|de [aeiouéè]|à Les|à Le|du Les|si il)\b/.test(answer.replace(/de (?:un|onze|huit)\b/g, '')),
      ),
    ).toEqual([]);
  });

  test('6 · no symbols, brackets, addresses or abbreviations', () => {
    expect(
      broken(
        ({ answer }) => !/[€$£%&@#*_|<>()[\]/\\]|https?|\bkm\b|\bh\d|\bmin\b|\betc\b|\bNTE\b|\bLYS\b/.test(answer.replaceAll('{code}', '')),
      ),
    ).toEqual([]);
  });

  test('6 · French figures are not grouped, English ones are', () => {
    expect(
      broken(({ locale, answer }) =>
        isFrench(locale) ? !/\d[ .,]\d{3}\b/.test(answer) : !/(?<![\d,])\d{4,}(?= (?:euros|pounds|feet|metres))/.test(answer),
      ),
    ).toEqual([]);
  });

  test('7 · “an automatic assistant” in the first answer that a traveller ever gets, and once', () => {
    const firsts = all.map(({ name, exchanges }) => [name, exchanges.find(({ answer }) => answer !== '')?.answer ?? ''] as const);
    expect(firsts.filter(([, answer]) => !AUTOMATIC.test(answer))).toEqual([]);
    const asked = /vraie personne|robot|real person/;
    expect(broken(({ first, answer, exchange }) => first || asked.test(exchange.said) || !AUTOMATIC.test(answer))).toEqual([]);
  });

  test('7 · the demonstration is said with the first offers and at the end, before anything is bought', () => {
    const wrong = all.filter(({ exchanges }) => {
      const offered = exchanges.findIndex(({ answer }) => OFFERED.test(answer));
      const demos = exchanges.map(({ answer }, i) => (DEMO.test(answer) ? i : -1)).filter((i) => i >= 0);
      return offered >= 0 && demos[0] !== offered;
    });
    expect(wrong.map(({ name }) => name)).toEqual([]);
    expect(broken(({ rest }) => !CLOSED.test(rest) || READ.test(rest) || CLOSED_DEMO.test(rest))).toEqual([]);
  });
});

/** Asked to say it again, coming back, or a list of offers that is another one. */
function mayRepeat({ exchange: { said, line }, answer, rest, before }: Spoken): boolean {
  if (!('text' in line) || READ.test(answer) || CLOSED.test(rest)) return true;
  if (OFFERED.test(rest) && prices(rest) !== prices(before?.rest ?? '')) return true;
  return /répète|répéter|redis|quoi|comment|pardon|say that again|what\?|repeat|code|en arrière|go back|voyage|trip|Annecy|annul|cancel|on en est où|where are we/i.test(
    said,
  );
}

const prices = (text: string): string => [...text.matchAll(/([\d,]+) (?:euros|pounds)/g)].map(([, digits]) => digits).join();

/** The question that a side answer returns to is fixed where money is at stake. */
const ENGAGING = /(?:Vous confirmez et vous payez|Do you confirm and pay).*\?$/;

const said = ({ answer }: { readonly answer: string }): string => answer;

const FORBIDDEN_FR =
  /\b(?:parfait|super|génial|excellent choix|bien sûr|n'hésitez pas|veuillez|souhaitez-vous|merci de|afin de|concernant|effectuer|procéder|valider|sélectionner|malheureusement|prise en compte)\b/i;
const FORBIDDEN_EN =
  /\b(?:great choice|awesome|perfect|certainly|please note|kindly|in order to|proceed|regarding|unfortunately|I'd be happy to)\b/i;

const WAVED = /peu importe|je ne sais pas|aucune idée|plus tard|no idea|don't know|later|no limit/;

describe('asking', () => {
  test('8 · at most five questions before the first offers, two for a single need', () => {
    const counted = all.map(({ name, exchanges }) => {
      const upTo = exchanges.findIndex(({ answer }) => OFFERED.test(answer));
      const answered = exchanges.slice(0, Math.max(0, upTo)).filter((_, i) => !WAVED.test(exchanges[i + 1]?.said ?? ''));
      const asked = answered.map(({ answer }) => sentences(answer).at(-1) ?? '').filter((question) => question.endsWith('?'));
      return [name, new Set(asked).size] as const;
    });
    expect(counted.filter(([, count]) => count > 5)).toEqual([]);
  });

  test('11 · a question of the brief is not asked a third time, but behind an example', () => {
    const brief = /^(?:who|origin|what_else|what_else_ski|budget|place|place_any|dates|return|time)$/;
    const asks = new Map(
      ['fr-FR', 'en-US'].flatMap((locale) =>
        [...phrasesOf(locale)].flatMap(([key, text]) => {
          const [family = '', name = ''] = key.split('.');
          return ['ask', 'again', 'reprompt'].includes(family) && brief.test(name) ? [[text, name] as const] : [];
        }),
      ),
    );
    const question = (each: Spoken | undefined) => (each ? asks.get(sentences(each.answer).at(-1) ?? '') : undefined);
    const isAside = ({ exchange: { said } }: Spoken) => /\?$/.test(said);
    const thrice = (each: Spoken) => {
      const asked = question(each);
      return (
        asked !== undefined &&
        asked === question(each.before) &&
        asked === question(each.before?.before) &&
        !isAside(each) &&
        !(each.before && isAside(each.before))
      );
    };
    expect(broken((each) => !thrice(each) || /^(?:Dites par exemple|Try )/.test(each.answer))).toEqual([]);
  });
});

describe('offering', () => {
  const titles =
    /(?:^|\. )(?:En tête|Le moins cher, c'est|La moins chère, c'est|Plus souple,|Il y a aussi|Ou |J'ai |Best match|Cheapest|More flexible|There's also|Or |I have )/g;

  test('13 · three at most', () => {
    expect(broken(({ rest }) => (rest.match(titles) ?? []).length <= 3)).toEqual([]);
  });

  test('13 · the cheapest is the cheapest of the list', () => {
    const wrong = ({ rest }: Spoken): boolean => {
      const cheapest = /(?:Le moins cher|La moins chère|Cheapest)[^.]*?([\d,]+) euros/.exec(rest)?.[1];
      const prices = [...rest.replace(/\. .*?(?:de|from) [\d,]+ (?:à|to) [\d,]+ euros/, '').matchAll(/([\d,]+) euros/g)].map(
        ([, digits = '']) => Number(digits.replaceAll(',', '')),
      );
      return cheapest === undefined || Number(cheapest.replaceAll(',', '')) <= Math.min(...prices);
    };
    expect(broken((each) => !OFFERED.test(each.rest) || wrong(each))).toEqual([]);
  });

  test('14 · a spoken total is never less than the stored one, nor a euro more', () => {
    for (let minor = 1; minor < 500_000; minor += 997) {
      const told = write({ minor, currency: 'EUR' }, '', { locale: 'fr-FR', timeZone: 'Europe/Paris', now: '2026-11-21T10:00:00.000Z' });
      const over = Number.parseInt(told, 10) * 100 - minor;
      expect(over).toBeGreaterThanOrEqual(0);
      expect(over).toBeLessThan(100);
    }
  });

  test('16 · more is a number and a span of prices, and after the second time a question', () => {
    const more = /^(?:d'autres|any others|any more)/;
    const asks = (each: Spoken | undefined) => each !== undefined && more.test(each.exchange.said);
    // Who asks on after the question hears the rest.
    const again = spoken.filter((each) => asks(each) && asks(each.before) && !asks(each.before?.before));
    expect(again.length).toBeGreaterThan(1);
    expect(again.filter(({ rest }) => OFFERED.test(rest) || !rest.endsWith('?')).map(({ at, answer }) => `${at}\n  ${answer}`)).toEqual([]);
  });
});

describe('committing', () => {
  test('19 · the whole is read before the phrase is asked for: who, price, terms, law, what is passed on', () => {
    const isPart = /une partie \?$|one part\?$/;
    const last = spoken.filter(({ rest, before }) => /vous engagez à payer|you to paying/.test(rest) && !isPart.test(before?.rest ?? ''));
    const lacking = last.filter(
      ({ rest }) => !/rétractation|cooling-off/.test(rest) || !/votre nom|your name/.test(rest) || !/euros/.test(rest),
    );
    expect(last.length).toBeGreaterThan(15);
    expect(lacking.filter(({ rest }) => !/Le reste ne change pas|Nothing else changes/.test(rest)).map(({ at }) => at)).toEqual([]);
  });

  test('21 · after a change at the read-back only what changed is read', () => {
    expect(
      broken(
        ({ rest }) => !/(?:Le reste ne change pas|Nothing else changes)/.test(rest) || /Avec |With /.test(rest) || words(rest).length <= 40,
      ),
    ).toEqual([]);
  });

  test('22 · keeping says until when, and that nothing is paid', () => {
    const kept = spoken.filter(
      ({ rest }) => /^(?:D'accord|OK)[,.] (?:rien n'est payé|nothing is paid|Les? |The )/.test(rest) && !rest.includes('?'),
    );
    expect(kept.length).toBeGreaterThan(3);
    expect(
      kept.filter(({ rest }) => !/jusqu'à|until/.test(rest) || !/rien n'est payé|nothing is paid/.test(rest)).map(({ at }) => at),
    ).toEqual([]);
  });

  test('23 · no reference in a closing', () => {
    expect(broken(({ rest }) => !CLOSED.test(rest) || !rest.includes('{code}'))).toEqual([]);
  });
});

describe('repair', () => {
  test('24 · a reprompt is fifteen words at most, and a question', () => {
    const long = ['fr-FR', 'en-US'].flatMap((locale) =>
      [...phrasesOf(locale)].filter(([key, text]) => key.startsWith('reprompt.') && (words(text).length > 15 || !text.endsWith('?'))),
    );
    expect(long).toEqual([]);
  });

  test('24 · “what?” is answered in fewer words than before', () => {
    const what = spoken.filter(({ exchange: { said } }) => /^(?:quoi|what|pardon) ?\?$/.test(said));
    expect(what.length).toBeGreaterThan(4);
    expect(
      what
        .filter(({ rest, before }) => before && words(rest).length > words(before.rest).length)
        .map(({ at, answer }) => `${at}\n  ${answer}`),
    ).toEqual([]);
  });
});

test('the figures of the talk', () => {
  const counts = spoken
    .map(({ rest }) => words(rest).length)
    .filter((count) => count > 0)
    .toSorted((a, b) => a - b);
  const median = counts[Math.floor(counts.length / 2)] ?? 0;
  process.stdout.write(`${all.length} transcripts, ${counts.length} answers, median ${median} words, longest ${counts.at(-1)}\n`);
  expect(median).toBeLessThanOrEqual(30);
});
