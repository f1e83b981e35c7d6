import englishPage from '../../locales/en-US/documents.json' with { type: 'json' };
import frenchPage from '../../locales/fr-FR/documents.json' with { type: 'json' };
import { wordsFor } from '../../locales/words.ts';
import { briefRows } from '../../shared/rendering/display.ts';
import { begin, hearingOf, type Play, tell, tellAll } from '../support/play.ts';

const LOCALES = ['fr-FR', 'en-US'] as const;
type Locale = (typeof LOCALES)[number];

const STAY: Readonly<Record<Locale, string>> = {
  'fr-FR': 'un hôtel à Annecy du 12 au 14 février pour deux, 900 euros maximum',
  'en-US': 'a hotel in Annecy from February 12th to the 14th for two, 900 euros max',
};

/** What is said with a list on the table, and the notes it leaves. */
const HEARD: Readonly<Record<Locale, readonly (readonly [said: string, notes: readonly string[], told: string])[]>> = {
  'fr-FR': [
    ['et des cours de ski', ['ski_school'], 'les cours de ski'],
    ['avec une garderie pour les enfants', ['childcare'], 'la garderie'],
    ['je suis allergique aux noix', ['allergy'], "l'allergie"],
    ['et le paiement en trois fois', ['instalments'], 'le paiement en plusieurs fois'],
    ["c'est pour mon anniversaire", ['birthday'], "l'anniversaire"],
    ['en pleine nature', ['nature'], 'la pleine nature'],
    ['on a une poussette et une garderie serait bien', ['pushchair', 'childcare'], 'la poussette et la garderie'],
    ['est-ce qu’il y a une garderie ?', [], ''],
    ['il y a des cours de ski ?', [], ''],
  ],
  'en-US': [
    ['and ski lessons', ['ski_school'], 'the ski lessons'],
    ['with childcare for the kids', ['childcare'], 'the childcare'],
    ["I'm allergic to nuts", ['allergy'], 'the allergy'],
    ['and travel insurance', ['insurance'], 'the insurance'],
    ["it's for our anniversary", ['birthday'], 'the celebration'],
    ['surrounded by nature', ['nature'], 'the countryside'],
    ['we have a stroller and childcare would be good', ['childcare', 'pushchair'], ''],
    ['is there childcare?', [], ''],
    ['are there ski lessons?', [], ''],
  ],
};

const ONCE: Readonly<Record<Locale, RegExp>> = { 'fr-FR': /Je note|déjà noté/, 'en-US': /I've noted|already noted/ };
const notesOf = ({ state }: Play) => state.trip.brief.notes ?? [];

describe.each(LOCALES)('what no vendor can be asked for in %s', (locale) => {
  const listed = tell(begin(locale), STAY[locale]);

  test.each(HEARD[locale])('"%s" is kept as %j and told', (said, notes, told) => {
    const after = tell(listed, said);
    expect([...notesOf(after)].toSorted()).toEqual([...notes].toSorted());
    expect(after.speech).toContain(told);
    expect(ONCE[locale].test(after.speech)).toBe(notes.length > 0);
    expect(after.state.trip.brief.needs).toEqual(listed.state.trip.brief.needs);
    expect(after.speech.endsWith('?')).toBe(true);
  });

  test('it is said once, and never asked of a vendor', () => {
    const [said = ''] = HEARD[locale][0] ?? [];
    const after = tellAll(listed, [said, said]);
    expect(notesOf(after)).toEqual(['ski_school']);
    expect(after.told.filter((each) => each.includes(HEARD[locale][0]?.[2] ?? '-'))).toHaveLength(1);
    expect(JSON.stringify(after.state.trip.requests)).not.toContain('ski_school');
  });

  test('the summary of the trip shows it', () => {
    const after = tell(listed, HEARD[locale][0]?.[0] ?? '');
    const rows = briefRows(after.state.trip, { locale, timeZone: 'Europe/Paris', now: after.now });
    expect(rows.map(({ detail }) => detail)).toContain(HEARD[locale][0]?.[2]);
  });

  test('the page has the same words for each', () => {
    const { things } = (locale === 'fr-FR' ? frenchPage : englishPage).notes;
    const said = Object.entries(wordsFor(locale).phrases).filter(([key]) => key.startsWith('note.'));
    expect(Object.fromEntries(said.map(([key, words]) => [key.slice(5), words]))).toEqual(things);
  });

  test('with a long first answer it waits for one that has breath, and is not lost', () => {
    const car = {
      'fr-FR': ['une voiture à Annecy du 12 au 14 février, un break, sans franchise, deux conducteurs', 'deux'],
      'en-US': ['a car in Nice from February 12th to the 14th, a station wagon with no excess, two drivers', 'two'],
    } as const;
    const after = tellAll(begin(locale), car[locale]);
    expect(notesOf(after)).toEqual(['estate', 'no_excess', 'second_driver']);
    expect(after.told.join(' ').match(new RegExp(ONCE[locale], 'g'))).toHaveLength(1);
  });

  test('beside an answer the answer counts', () => {
    const asked = { 'fr-FR': 'le premier, avec une garderie', 'en-US': 'the first one, with childcare' } as const;
    const after = tell(listed, asked[locale]);
    expect(after.state.trip.phase).toBe('confirming');
    expect(notesOf(after)).toEqual(['childcare']);
  });

  test('cases that no flight carries are noted', () => {
    const ride = {
      'fr-FR': "un taxi demain à 10 heures de la gare de Lyon Part-Dieu à l'aéroport de Lyon, trois personnes et deux grosses valises",
      'en-US': 'a taxi tomorrow at 10 a.m. from Geneva airport to Chamonix, three people and two big suitcases',
    } as const;
    expect(hearingOf(begin(locale), ride[locale]).slots.bags).toBe(2);
    expect(notesOf(tell(begin(locale), ride[locale]))).toEqual(['suitcases']);
  });
});
