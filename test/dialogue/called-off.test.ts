import { LOCALES } from '../support/phases.ts';
import { begin, type Play, tell, tellAll } from '../support/play.ts';

type Locale = (typeof LOCALES)[number];

/** What is withdrawn while questions are asked, and with offers on the table. */
const WITHDRAWN: Readonly<Record<Locale, readonly (readonly [string, string])[]>> = {
  'fr-FR': [
    ['un train de Paris pour Nice vendredi', 'annule ma demande'],
    ['un train de Paris pour Nice vendredi', 'pas de train finalement'],
    ['un train de Paris pour Nice vendredi', 'ni en train ni en avion'],
    ['un hôtel à Annecy du 12 au 14 décembre pour deux', 'annule tout'],
  ],
  'en-US': [
    ['a train from London to Paris next Friday', 'cancel my request'],
    ['a train from London to Paris next Friday', 'no train'],
    ['a train from London to Paris next Friday', 'neither train nor plane'],
    ['a hotel in Bath from December 12th to 14th for two', 'cancel it all'],
  ],
};
const OFFERED: Readonly<Record<Locale, readonly [string, string]>> = {
  'fr-FR': ['un hôtel à Annecy du 12 au 14 décembre pour deux', 'annule tout'],
  'en-US': ['a hotel in Bath from December 12th to 14th for two', 'cancel it all'],
};
const YES = { 'fr-FR': ['oui', "d'accord"], 'en-US': ['yes', 'ok'] } as const;
const TABLE = {
  'fr-FR': 'une table à Annecy samedi 12 décembre à 20 heures pour deux',
  'en-US': 'a table in Bath on Saturday December 12th at eight p.m. for two',
} as const;
const MOVED = { 'fr-FR': 'plutôt du 19 au 21 décembre', 'en-US': 'December 19th to 21st instead' } as const;

function keys({ says }: Play): readonly string[] {
  return says.map(({ key }) => key);
}

describe.each(LOCALES)('after a request was withdrawn, in %s', (locale) => {
  test.each(WITHDRAWN[locale])('“%s”, “%s”: a yes asks what is wanted, and nothing of the old request', (wish, no) => {
    const off = tellAll(begin(locale), [wish, no]);
    expect(keys(off)).toEqual(['withdraw.done']);
    for (const words of YES[locale]) {
      const once = tell(off, words);
      expect(keys(once)).toEqual(['status.none', 'ask.open']);
      expect(keys(tell(once, words))[0]).toBe('status.none');
    }
  });

  test('it is not withdrawn again', () => {
    const [wish, no] = OFFERED[locale];
    expect(keys(tellAll(begin(locale), [wish, no, no]))).toEqual(['withdraw.nothing']);
  });

  test('another thing that is named is all that is wanted', () => {
    const { needs } = tellAll(begin(locale), [...OFFERED[locale], TABLE[locale]]).state.trip.brief;
    expect(needs.map(({ category }) => category)).toEqual(['restaurant']);
  });

  test('other days are of what was wanted', () => {
    const { brief } = tellAll(begin(locale), [...OFFERED[locale], MOVED[locale]]).state.trip;
    expect(brief).toMatchObject({ start: '2026-12-19', end: '2026-12-21' });
    expect(brief.needs.map(({ category }) => category)).toEqual(['lodging']);
  });
});
